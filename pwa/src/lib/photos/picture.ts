/** The picture of a photo entry: from this device, or from the server. */
import { hasLeft } from '../api/http.ts';
import { pictureAt } from '../api/journal.ts';
import type { Local } from '../local.ts';

/** Why there is no picture. */
export type Without = 'missing' | 'offline' | 'gone';

const PATIENCE_MS = 120_000;

/** From the server; kept in no cache on the way. */
export async function fetched(address: string): Promise<ArrayBuffer | Without> {
  if (!(await hasLeft())) return 'offline';
  try {
    const answer = await fetch(address, {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS)
    });
    if (answer.ok) return await answer.arrayBuffer();
    if (answer.status === 429 || answer.status >= 500) return 'offline';
    const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
    return code === 'picture-missing' ? 'missing' : 'gone';
  } catch {
    return 'offline';
  }
}

/** Of one's own journal; what came from the server stays on this device, to be seen offline. */
export async function ownPicture(open: Local, id: string): Promise<ArrayBuffer | Without> {
  const { db, me } = open.context;
  const kept = await db.photos.get(id);
  if (kept) return kept.bytes;
  const journal = me().journal;
  if (!journal) return 'gone';
  const found = await fetched(pictureAt(journal.id, id));
  if (typeof found === 'string') return found;
  // A full device shows it all the same.
  await db.photos.put({ id, bytes: found, at: Date.now(), sent: 1 }).catch(() => undefined);
  return found;
}
