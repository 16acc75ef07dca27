/** What waits for the survivor: refused notes, notes with two versions, notes of the future. Fetched when somebody acts on one. */
import { withDb } from '../db/database.ts';
import type { Body, Copy, Quarantined } from '../sync/types.ts';
import type { Local } from './index.ts';
import type { Shown } from './views.ts';

export async function drop(local: Local, opId: string): Promise<void> {
  await withDb(local.db, (db) => db.quarantine.delete(opId));
}

/** Makes the refused change anew, as it was; it gets a new operation. */
export async function sendAgain(local: Local, row: Quarantined): Promise<void> {
  const { type, body, occurred_at } = row.op;
  if (row.op.kind === 'delete') await local.remove(row.entry_id);
  else await local.save({ type, body, id: row.entry_id, day: occurred_at.slice(0, 10) });
  await drop(local, row.op_id);
}

/** What was made private in one version stays so in the one that is kept. */
function kept(entry: Shown, body: Body): Body {
  const secret = [entry, ...entry.copies].some((one) => one.body['private'] === true);
  return secret ? { ...body, private: true } : body;
}

/** The survivor keeps what is in the journal; all other versions are put aside. */
export async function keepHead(local: Local, entry: Shown): Promise<void> {
  const resolves = entry.copies.map((copy) => copy.op_id);
  if (entry.deleted) await local.remove(entry.id, resolves);
  else
    await local.save({ type: entry.type, body: kept(entry, entry.body), id: entry.id, resolves });
}

/** The survivor takes the other version. */
export async function keepCopy(local: Local, entry: Shown, copy: Copy): Promise<void> {
  const resolves = entry.copies.map(({ op_id }) => op_id);
  if (copy.kind === 'delete') {
    await local.remove(entry.id, resolves);
    return;
  }
  const day = copy.occurred_at?.slice(0, 10);
  await local.save({ type: entry.type, body: kept(entry, copy.body), id: entry.id, resolves, day });
}

/** Both are kept: the one in the journal stays, the other becomes an entry of its own. */
export async function keepBoth(local: Local, entry: Shown, copy: Copy): Promise<void> {
  const day = (copy.occurred_at ?? entry.occurred_at).slice(0, 10);
  await local.save({ type: entry.type, body: kept(entry, copy.body), day });
  await keepHead(local, entry);
}
