/**
 * "Stop sharing" that the server has not heard of. It is kept on this device until it has, and sent
 * before anything else is asked; only as the person who pressed it.
 */
import { store, stored, type Stop } from '../state/stored.ts';
import { signedIn, type Once } from './signed-in.ts';

const KEY = 'daybook.stops';

const kept = (): readonly Stop[] => stored(KEY) ?? [];

function keep(stops: Stop[]): void {
  store(KEY, stops.length > 0 ? stops : undefined);
}

const without = (grant: string): Stop[] => kept().filter((stop) => stop.grant !== grant);

/** Whether it is kept: a browser that keeps nothing cannot promise anything. */
export function keepStop(stop: Stop): boolean {
  keep([...without(stop.grant), stop]);
  return waitingStops().includes(stop.grant);
}

/** The grants that wait for their end. */
export function waitingStops(): readonly string[] {
  return kept().map(({ grant }) => grant);
}

/** Sends what waits, as far as the server answers; `csrf` is told the token that it gives. */
export async function sendStops(once: Once, csrf: (token: string) => void): Promise<void> {
  const here = stored('daybook.me')?.user.id;
  const mine = here ? kept().filter((stop) => stop.user === here) : kept();
  if (mine.length === 0 || !navigator.onLine) return;
  const user = await signedIn(once, csrf);
  for (const { grant, journal } of mine.filter((stop) => stop.user === user)) {
    const { ok, status } = await once('DELETE', `/api/v1/journals/${journal}/grants/${grant}`, {});
    // Not found: it was stopped in another way.
    if (ok || status === 404) keep(without(grant));
    else if (status === 0) return;
  }
}
