/** The replica: shadow copies of what the server holds, how far they reach, and their digest. */
import { read, write, type Journal } from '../db/database.ts';
import { NOTHING, shifted, sumOf, written, type Running } from './digest.ts';
import { rebase } from './outbox.ts';
import { effect } from './results.ts';
import { row } from './rows.ts';
import type { Acked, Digest, Entry, EntryRow, Op, Pending, Result } from './types.ts';

export const KEPT_MS = 30 * 86_400_000;

/** Stores entries as they now are, with the digest that goes with them. */
async function keep(db: Journal, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length === 0) return;
  const before = await db.entries.bulkGet(rows.map((entry) => entry.id));
  const known = (await read<Running>(db, 'digest')) ?? NOTHING;
  const sum = rows.reduce((running, entry, i) => shifted(running, before[i], entry), known);
  await db.entries.bulkPut([...rows]);
  await write(db, 'digest', sum);
}

/** Puts every answered operation where it belongs. Returns how many were answered. */
export function settle(db: Journal, results: readonly Result[], now: number): Promise<number> {
  const tables = [db.entries, db.outbox, db.acked, db.quarantine, db.kv];
  return db.transaction('rw', tables, async () => {
    let answered = 0;
    for (const result of results) {
      const pending = await db.outbox.where('op_id').equals(result.op_id).first();
      if (!pending || pending.n === undefined) continue;
      const shadow = await db.entries.get(pending.entry_id);
      const found = effect(pending.op, result, shadow, now);
      if (found.to === 'outbox') continue;
      answered += 1;
      await db.outbox.delete(pending.n);
      if (found.to === 'quarantine') {
        await db.quarantine.put(found.refused);
        await rebase(db, pending);
        continue;
      }
      await db.acked.put({
        op_id: pending.op_id,
        entry_id: pending.entry_id,
        n: pending.n,
        at: now,
        bytes: pending.bytes ?? JSON.stringify(pending.op)
      });
      if (found.shadow) await keep(db, [found.shadow]);
    }
    await db.acked
      .where('at')
      .below(now - KEPT_MS)
      .delete();
    return answered;
  });
}

function offeredAgain(acked: Acked): Pending {
  return {
    n: acked.n,
    op_id: acked.op_id,
    entry_id: acked.entry_id,
    op: JSON.parse(acked.bytes) as Op,
    sent: 1,
    bytes: acked.bytes,
    again: 1
  };
}

/**
 * Compares the epoch of an answer with the one we know. Another one means that the server was
 * restored from a backup and may have lost what it acknowledged: everything of the last 30 days is
 * offered again, before what still waits, and the replica is fetched anew. Returns whether so.
 */
export function epochSeen(db: Journal, epoch: number | undefined): Promise<boolean> {
  return db.transaction('rw', db.outbox, db.acked, db.photos, db.kv, async () => {
    const known = await read<number>(db, 'epoch');
    if (known === epoch && epoch !== undefined) return false;
    if (epoch === undefined) await db.kv.delete('epoch');
    else await write(db, 'epoch', epoch);
    if (known === undefined) return false;
    // Their old numbers put them before everything that was written down later.
    await db.outbox.bulkPut((await db.acked.toArray()).map(offeredAgain));
    await db.acked.clear();
    await db.photos.where('sent').equals(1).modify({ sent: 0 });
    await db.kv.delete('cursor');
    return true;
  });
}

/** Takes over one page of changes and how far it reaches. */
export async function applyPage(
  db: Journal,
  changes: readonly Entry[],
  cursor: string
): Promise<void> {
  await db.transaction('rw', db.entries, db.kv, async () => {
    const before = await db.entries.bulkGet(changes.map((entry) => entry.id));
    const news = changes.filter((entry, i) => entry.seq >= (before[i]?.seq ?? 0));
    await keep(db, news.map(row));
    await write(db, 'cursor', cursor);
  });
}

/** Replaces the whole replica by a finished snapshot. What waits in the outbox is not touched. */
export async function swapIn(
  db: Journal,
  snapshot: readonly Entry[],
  cursor: string
): Promise<void> {
  const rows: EntryRow[] = snapshot.map(row);
  await db.transaction('rw', db.entries, db.kv, async () => {
    await db.entries.clear();
    await db.entries.bulkPut(rows);
    await write(db, 'digest', sumOf(rows));
    await write(db, 'cursor', cursor);
  });
}

/** Whether this replica holds exactly what the server said it does. */
export async function agrees(db: Journal, said: Digest): Promise<boolean> {
  const held = written((await read<Running>(db, 'digest')) ?? NOTHING);
  return held.count === said.count && held.xor === said.xor;
}
