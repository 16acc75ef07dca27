/** Draws the app's icons: a page with three lines and a rising sun, in the app's own colours. */
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

type Rgb = readonly [number, number, number];
const TEAL: Rgb = [11, 87, 91];
const PAPER: Rgb = [250, 248, 244];
const SUN: Rgb = [255, 212, 59];
const OUT = new URL('../static/', import.meta.url);
const SAMPLES = 4;

/** Whether a point lies in a rectangle with round corners; all in parts of the icon's side. */
function inside(
  x: number,
  y: number,
  box: readonly [number, number, number, number],
  r: number
): boolean {
  const [left, top, right, bottom] = box;
  const dx = Math.max(left + r - x, x - (right - r), 0);
  const dy = Math.max(top + r - y, y - (bottom - r), 0);
  return dx * dx + dy * dy <= r * r;
}

/** The colour of a point; null where the icon is see-through. */
function colour(x: number, y: number, bleed: boolean): Rgb | null {
  const scale = bleed ? 0.8 : 1;
  const u = (x - 0.5) / scale + 0.5;
  const v = (y - 0.5) / scale + 0.5;
  if (inside(u, v, [0.24, 0.16, 0.76, 0.84], 0.07)) {
    if ((u - 0.5) ** 2 + (v - 0.42) ** 2 <= 0.12 ** 2 && v <= 0.42) return SUN;
    const lines = [0.44, 0.56, 0.68];
    const line = lines.some((at, i) =>
      inside(u, v, [0.33, at, i === 2 ? 0.55 : 0.67, at + 0.045], 0.02)
    );
    return line ? TEAL : PAPER;
  }
  return bleed || inside(x, y, [0, 0, 1, 1], 0.22) ? TEAL : null;
}

function pixel(px: number, py: number, size: number, bleed: boolean): number[] {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = (px + ((i % SAMPLES) + 0.5) / SAMPLES) / size;
    const y = (py + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / size;
    const found = colour(x, y, bleed);
    if (found) [...found, 255].forEach((part, k) => (sum[k] = (sum[k] ?? 0) + part));
  }
  const filled = (sum[3] ?? 0) / 255 || 1;
  const parts = sum.slice(0, 3).map((part) => Math.round(part / filled));
  return [...parts, Math.round((sum[3] ?? 0) / (SAMPLES * SAMPLES))];
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(size: number, bleed: boolean): Buffer {
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (__, x) => pixel(x, y, size, bleed)).flat()
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

for (const [name, size, bleed] of [
  ['icon-192.png', 192, false],
  ['icon-512.png', 512, false],
  ['icon-maskable-512.png', 512, true],
  ['apple-touch-icon.png', 180, true]
] as const) {
  writeFileSync(new URL(name, OUT), png(size, bleed));
}
