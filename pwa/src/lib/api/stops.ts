/**
 * "Stop sharing" that the server has not heard of. It is kept on this device until it has, and sent
 * before anything else is asked; only as the person who pressed it.
 */
import type { Options, Reply } from './http.ts';

interface Stop {
  user: string;
  journal: string;
  grant: string;
}
type Once = (method: 'GET' | 'DELETE', path: string, options: Options) => Promise<Reply>;

const KEY = 'daybook.stops';

function kept(): readonly Stop[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Stop[];
  } catch {
    return [];
  }
}

function keep(stops: readonly Stop[]): void {
  if (stops.length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(stops));
}

const without = (grant: string): readonly Stop[] => kept().filter((stop) => stop.grant !== grant);

/** Whether it is kept: a browser that keeps nothing cannot promise anything. */
export function keepStop(stop: Stop): boolean {
  try {
    keep([...without(stop.grant), stop]);
    return true;
  } catch {
    return false;
  }
}

/** The grants that wait for their end. */
export function waitingStops(): readonly string[] {
  return kept().map(({ grant }) => grant);
}

/** Sends what waits, as far as the server answers; `csrf` is told the token that it gives. */
export async function sendStops(once: Once, csrf: (token: string) => void): Promise<void> {
  if (kept().length === 0 || !navigator.onLine) return;
  const me = await once('GET', '/api/v1/me', {});
  const { user, csrf_token } = (me.body ?? {}) as { user?: { id: string }; csrf_token?: string };
  if (!user) return;
  if (csrf_token) csrf(csrf_token);
  for (const { grant, journal } of kept().filter((stop) => stop.user === user.id)) {
    const { ok, status } = await once('DELETE', `/api/v1/journals/${journal}/grants/${grant}`, {});
    // Not found: it was stopped in another way.
    if (ok || status === 404) keep(without(grant));
    else if (status === 0) return;
  }
}
