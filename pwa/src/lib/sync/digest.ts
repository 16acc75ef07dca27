/**
 * The digest by which this replica and the server compare what they hold: for each visible entry
 * the first 64 bits of a SHA-256, XORed together. The browser's own SHA-256 is asynchronous and
 * would end an IndexedDB transaction, so there is a small one here.
 */
import type { Digest, Entry } from './types.ts';

/** Two halves of 32 bits. */
export type Mark = readonly [number, number];

const primes: number[] = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n);
const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32);
const K = Uint32Array.from(primes, (p) => fraction(Math.cbrt(p)));
const START = Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));

const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - 4, bytes.length * 8);
  return view;
}

function round(state: Uint32Array, view: DataView, at: number): void {
  const w = new Uint32Array(64);
  const word = (i: number): number => w[i] ?? 0;
  for (let i = 0; i < 64; i += 1) {
    if (i < 16) w[i] = view.getUint32(at + i * 4);
    else {
      const a = word(i - 15);
      const b = word(i - 2);
      const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
      const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
      w[i] = word(i - 16) + s0 + word(i - 7) + s1;
    }
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] ?? 0) + word(i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] ?? 0) + value));
}

/** The first 64 bits of the SHA-256 of a text. */
export function sha64(text: string): Mark {
  const view = padded(text);
  const state = START.slice();
  for (let at = 0; at < view.byteLength; at += 64) round(state, view, at);
  return [state[0] ?? 0, state[1] ?? 0];
}

type Marked = Pick<Entry, 'id' | 'rev' | 'rev_epoch' | 'deleted' | 'copies'>;

/** A deleted entry counts only while a copy of it waits for a choice, as in a snapshot. */
export function counts(entry: Marked): boolean {
  return !entry.deleted || entry.copies.length > 0;
}

/** The mark of one entry. */
export function markOf(entry: Marked): Mark {
  if (!counts(entry)) return [0, 0];
  const copies = entry.copies.map((copy) => copy.op_id).sort();
  const deleted = entry.deleted ? 1 : 0;
  return sha64(`${entry.id}|${entry.rev}|${entry.rev_epoch}|${deleted}|${copies.join(',')}`);
}

/** A digest that is carried along with the replica instead of being worked out again each time. */
export interface Running {
  count: number;
  high: number;
  low: number;
}

export const NOTHING: Running = { count: 0, high: 0, low: 0 };

/** The digest after one entry has been replaced; `before` is undefined for a new one. */
export function shifted(sum: Running, before: Marked | undefined, after: Marked): Running {
  const [a, b] = before ? markOf(before) : [0, 0];
  const [c, d] = markOf(after);
  return {
    count: sum.count - Number(before ? counts(before) : false) + Number(counts(after)),
    high: (sum.high ^ a ^ c) >>> 0,
    low: (sum.low ^ b ^ d) >>> 0
  };
}

/** The digest of a whole replica. */
export function sumOf(entries: Iterable<Marked>): Running {
  let sum = NOTHING;
  for (const entry of entries) sum = shifted(sum, undefined, entry);
  return sum;
}

/** The digest as it travels. */
export function written(sum: Running): Digest {
  const hex = [sum.high, sum.low].map((half) => half.toString(16).padStart(8, '0')).join('');
  return { count: sum.count, xor: hex };
}
