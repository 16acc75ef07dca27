/** What a device lets go of when its journal is no longer open to it. Seldom needed, so apart. */
import type { Journal } from '../db/database.ts';

/** Forgets the replica, but nothing that the survivor wrote and the server has not got. */
export async function forgetReplica(db: Journal): Promise<void> {
  const tables = [db.entries, db.acked, db.flags, db.photos, db.kv];
  await db.transaction('rw', tables, async () => {
    await Promise.all([db.entries.clear(), db.acked.clear(), db.flags.clear()]);
    await db.photos.where('sent').equals(1).delete();
    await db.kv.bulkDelete(['cursor', 'digest', 'epoch', 'flags_version']);
  });
}
