/** How long to wait after a failure: full jitter from 1 second up to 5 minutes. */
const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;

/** `failures` counts those in a row, from 1; `random` is in [0, 1). */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20));
  return Math.max(FIRST_MS, Math.floor(random() * ceiling));
}

/** Milliseconds that a Retry-After header asks for, in either of its two forms. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
