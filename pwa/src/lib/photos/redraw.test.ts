import { describe, expect, it } from 'vitest';
import { fitted, MAX_SIDE, sha256 } from './redraw.ts';

describe('fitted', () => {
  it.each([
    [4032, 3024, 1600, 1200],
    [3024, 4032, 1200, 1600],
    [1600, 1600, 1600, 1600],
    [1601, 1601, 1600, 1600],
    // A small one is never made larger.
    [640, 480, 640, 480],
    [1, 1, 1, 1],
    // However thin it is, something is left of it.
    [100_000, 3, 1600, 1],
    [4999, 3333, 1600, 1067]
  ])('makes %i x %i into %i x %i', (width, height, toWidth, toHeight) => {
    expect(fitted(width, height)).toEqual({ width: toWidth, height: toHeight });
  });

  it('never goes over the longest side, whatever the shape', () => {
    for (let width = 1; width < 9000; width += 37) {
      for (const height of [1, 2, 799, 1599, 1600, 1601, 8999]) {
        const { width: w, height: h } = fitted(width, height);
        expect(Math.max(w, h)).toBeLessThanOrEqual(MAX_SIDE);
        expect(Math.min(w, h)).toBeGreaterThanOrEqual(1);
      }
    }
  });
});

it('names bytes as the server does', async () => {
  const bytes = new TextEncoder().encode('abc').buffer;
  expect(await sha256(bytes)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  );
});
