/**
 * The number that opens the app on this phone. It keeps out whoever picks the phone up; notes are
 * not encrypted with it, so that a forgotten number loses nothing.
 */
import { store, stored } from '../state/stored.ts';

export const SHORTEST = 4;
export const LONGEST = 8;
const ROUNDS = 200_000;
/** So many wrong tries in a row are free; from then on each costs time. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export const isPin = (typed: string): boolean =>
  new RegExp(String.raw`^\d{${SHORTEST},${LONGEST}}$`).test(typed);

const toText = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function derived(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const typed = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  return toText(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

/** Sets the lock up, or gives it another number. */
export async function keepPin(pin: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  store('daybook.lock', { salt: toText(salt), hash: await derived(pin, salt), wrong: 0, until: 0 });
}

export function forgetPin(): void {
  store('daybook.lock', undefined);
  store('daybook.seen', undefined);
}

/** How long to wait after so many wrong tries in a row, in milliseconds. */
export function waitAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES));
}

/** Whether it is the number; or how many milliseconds to wait before it may be tried. */
export async function tryPin(pin: string, now: number): Promise<boolean | number> {
  const kept = stored('daybook.lock');
  if (!kept) return true;
  const left = kept.until - now;
  // A clock that was put back must not make anybody wait longer than was said.
  if (left > 0 && left <= LONGEST_WAIT_MS) return left;
  if ((await derived(pin, toBytes(kept.salt))) === kept.hash) {
    store('daybook.lock', { ...kept, wrong: 0, until: 0 });
    return true;
  }
  const wrong = kept.wrong + 1;
  store('daybook.lock', { ...kept, wrong, until: now + waitAfter(wrong) });
  return false;
}
