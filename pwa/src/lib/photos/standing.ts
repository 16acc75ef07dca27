/** Which pictures the server does not have yet, and why. */
import type { Journal } from '../db/database.ts';

export type Standing = 'waiting' | 'full' | 'refused';

export async function standing({ photos }: Journal): Promise<Map<string, Standing>> {
  const waiting = await photos.where('sent').equals(0).primaryKeys();
  const found = new Map<string, Standing>(waiting.map((id) => [id, 'waiting']));
  await photos
    .where('sent')
    .equals(2)
    .each(({ id, code }) => found.set(id, code === 'no-room' ? 'full' : 'refused'));
  return found;
}
