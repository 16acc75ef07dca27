/**
 * A break, or coming back from one, that the server has not heard of. It is kept on this device
 * until it has, and sent before anything else is asked; only as the person who wished it.
 */
import { store, stored, type BreakWish } from '../state/stored.ts';
import { signedIn, type Once } from './signed-in.ts';

const KEY = 'daybook.break';
/** The journal takes no change any more: nothing is left to wish. */
const OVER = [404, 409, 410, 422];

/** Whether it is kept; a newer wish takes the place of an older one. */
export function keepBreak(wish: BreakWish): boolean {
  store(KEY, wish);
  return waitingBreak(wish.journal) !== undefined;
}

/** What waits for that journal. */
export function waitingBreak(journal: string): BreakWish | undefined {
  const wish = stored(KEY);
  return wish?.journal === journal ? wish : undefined;
}

/** Sends what waits, if the server answers; `csrf` is told the token that it gives. */
export async function sendBreak(once: Once, csrf: (token: string) => void): Promise<void> {
  const wish = stored(KEY);
  const here = stored('daybook.me')?.user.id ?? wish?.user;
  if (!wish || here !== wish.user || !navigator.onLine) return;
  if ((await signedIn(once, csrf)) !== wish.user) return;
  const path = `/api/v1/journals/${wish.journal}/break`;
  const { ok, status } = await (wish.pause
    ? once('PUT', path, { body: asked(wish.pause) })
    : once('DELETE', path, {}));
  // Meanwhile the person may have wished something else.
  const same = JSON.stringify(stored(KEY)) === JSON.stringify(wish);
  if (same && (ok || OVER.includes(status))) store(KEY, undefined);
}

function asked({ from: _today, to: until, ...rests }: NonNullable<BreakWish['pause']>): object {
  return { until, ...rests };
}
