/** Which pictures the server does not have yet, and why. */
import type { Journal } from '../db/database.ts';

export type Standing = 'waiting' | 'full' | 'refused';

export async function standing({ photos }: Journal): Promise<Map<string, Standing>> {
  // Begun together: after the first of them is there, changes of the other would go unnoticed.
  const [waiting, refused] = await Promise.all([
    photos.where('sent').equals(0).primaryKeys(),
    photos.where('sent').equals(2).toArray()
  ]);
  return new Map<string, Standing>([
    ...waiting.map((id) => [id, 'waiting'] as const),
    ...refused.map(({ id, code }) => [id, code === 'no-room' ? 'full' : 'refused'] as const)
  ]);
}
