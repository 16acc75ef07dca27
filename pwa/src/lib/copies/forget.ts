/** Forgets every note on this phone, also what was not sent; how the app is set up stays. */
import type { Journal } from '../db/database.ts';
import { forgetReplica } from '../sync/replica.ts';

export async function forgetNotes(db: Journal): Promise<void> {
  await forgetReplica(db);
  await Promise.all([db.outbox.clear(), db.quarantine.clear(), db.drafts.clear()]);
}
