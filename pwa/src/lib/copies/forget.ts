/** Forgets every note on this phone, also what was not sent; how the app is set up stays. */
import type { Journal } from '../db/database.ts';

export async function forgetNotes(db: Journal): Promise<void> {
  const { entries, outbox, acked, quarantine, drafts, flags, kv } = db;
  const tables = [entries, outbox, acked, quarantine, drafts, flags];
  await db.transaction('rw', [...tables, kv], async () => {
    await Promise.all(tables.map((table) => table.clear()));
    // The next round fetches a replica anew, which is empty.
    await kv.bulkDelete(['cursor', 'digest', 'epoch', 'flags_version']);
  });
}
