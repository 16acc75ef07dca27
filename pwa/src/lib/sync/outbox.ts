/** The outbox: what the survivor did that the server has not answered. Every step is one transaction. */
import { type Journal } from '../db/database.ts';
import { frozen, pick, type Limits } from './batch.ts';
import { compose, type Change, type Stamp } from './compose.ts';
import type { Op, Pending } from './types.ts';

/** The entry's waiting operations in their order. */
export function waitingFor(db: Journal, entryId: string): Promise<Pending[]> {
  return db.outbox.where('entry_id').equals(entryId).sortBy('n');
}

/**
 * Writes a change down, with its photo if it has one, and forgets the draft it was typed in. When this returns, the change is on
 * the disk; when it throws, nothing is. Returns the operation that now carries it, if one does.
 */
export async function record(
  db: Journal,
  change: Change,
  stamp: Stamp,
  draft?: string,
  photo?: ArrayBuffer
): Promise<Op | undefined> {
  return db.transaction('rw', db.entries, db.outbox, db.drafts, db.photos, async () => {
    if (draft) await db.drafts.delete(draft);
    if (photo) await db.photos.put({ id: change.entry_id, bytes: photo, at: Date.now(), sent: 0 });
    const shadow = await db.entries.get(change.entry_id);
    const step = compose(change, await waitingFor(db, change.entry_id), shadow, stamp);
    if (step.do === 'add') {
      const { op } = step;
      await db.outbox.add({
        op_id: op.op_id,
        entry_id: op.entry_id,
        op,
        sent: 0,
        bytes: null,
        again: 0
      });
      return op;
    }
    if (step.do === 'replace') {
      await db.outbox.put(step.pending);
      return step.pending.op;
    }
    if (step.pending.n !== undefined) await db.outbox.delete(step.pending.n);
    return undefined;
  });
}

/**
 * The next batch, frozen: from here on its bytes never change, because they may have reached the
 * server even if no answer ever comes back.
 */
export function freezeBatch(db: Journal, limits: Limits): Promise<Pending[]> {
  return db.transaction('rw', db.outbox, async () => {
    const batch = pick(await db.outbox.orderBy('n').toArray(), limits).map((row) => ({
      ...row,
      sent: 1 as const,
      bytes: row.bytes ?? frozen(row.op)
    }));
    await db.outbox.bulkPut(batch);
    return batch;
  });
}

/** Takes back what was refused as a whole, so that the survivor sees it instead of a stuck outbox. */
export async function quarantine(db: Journal, row: Pending, code: string): Promise<void> {
  await db.transaction('rw', db.outbox, db.quarantine, async () => {
    if (row.n !== undefined) await db.outbox.delete(row.n);
    await db.quarantine.put({
      op_id: row.op_id,
      entry_id: row.entry_id,
      op: row.op,
      code,
      errors: [],
      retry: 'after_user',
      at: Date.now()
    });
    await rebase(db, row);
  });
}

/** A change made on a refused one now stands on what that one was made on. */
export async function rebase(db: Journal, refused: Pending): Promise<void> {
  const later = (await waitingFor(db, refused.entry_id)).filter(
    (row) =>
      row.sent === 0 &&
      row.op.base !== null &&
      'op' in row.op.base &&
      row.op.base.op === refused.op_id
  );
  await db.outbox.bulkPut(
    later.map((row) => ({ ...row, op: { ...row.op, base: refused.op.base } }))
  );
}
