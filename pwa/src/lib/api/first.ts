/** What comes before anything else is asked: ending what somebody may see, a break, a sign-out. */
import { sendBreak } from './breaks.ts';
import { isLeaving, setLeaving } from './leaving.ts';
import type { Once } from './signed-in.ts';
import { sendStops } from './stops.ts';

const SESSION = '/_allauth/browser/v1/auth/session';

/** Each as far as the server answers; `csrf` is told the token that it gives. */
export async function first(once: Once, csrf: (token: string) => void): Promise<void> {
  await sendStops(once, csrf);
  await sendBreak(once, csrf);
  if (!isLeaving()) return;
  const me = await once('GET', '/api/v1/me', {});
  const { csrf_token } = (me.body ?? {}) as { csrf_token?: string };
  if (csrf_token) csrf(csrf_token);
  const { status } = await once('DELETE', SESSION, {});
  // 401 is how allauth says that nobody is signed in now.
  if (status !== 200 && status !== 401) return;
  csrf('');
  setLeaving(false);
}
