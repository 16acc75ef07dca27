/** Asking who the server takes this browser for, before what waited is sent in somebody's name. */
import type { Options, Reply } from './http.ts';

export type Once = (
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  options: Options
) => Promise<Reply>;

/** The person's id; `csrf` is told the token that comes with it. */
export async function signedIn(
  once: Once,
  csrf: (token: string) => void
): Promise<string | undefined> {
  const me = await once('GET', '/api/v1/me', {});
  const { user, csrf_token } = (me.body ?? {}) as { user?: { id: string }; csrf_token?: string };
  if (user && csrf_token) csrf(csrf_token);
  return user?.id;
}
