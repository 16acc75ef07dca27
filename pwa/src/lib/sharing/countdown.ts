const MINUTE_MS = 60_000;

/** Whole minutes that are left until an instant: 0 in the last one, undefined once it is over. */
export function minutesLeft(until: string, now: number): number | undefined {
  const left = Date.parse(until) - now;
  return left > 0 ? Math.floor(left / MINUTE_MS) : undefined;
}
