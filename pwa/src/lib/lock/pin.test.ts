import { beforeEach, expect, it, vi } from 'vitest';
import { stored } from '../state/stored.ts';
import { forgetPin, isPin, keepPin, tryPin, waitAfter } from './pin.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key)
  });
});

it.each([
  ['1234', true],
  ['12345678', true],
  ['123', false],
  ['123456789', false],
  ['12 34', false],
  ['abcd', false]
])('%s is a number to lock with: %j', (typed, is) => {
  expect(isPin(typed)).toBe(is);
});

it('opens with its number only, and never holds it', async () => {
  await keepPin('2718');
  expect(localStorage.getItem('daybook.lock')).not.toContain('2718');
  expect(await tryPin('2717', 0)).toBe(false);
  expect(await tryPin('2718', 0)).toBe(true);
});

it('is another secret for the same number', async () => {
  await keepPin('2718');
  const first = stored('daybook.lock');
  await keepPin('2718');
  expect(stored('daybook.lock')?.hash).not.toBe(first?.hash);
});

it('makes those wait who try again and again', async () => {
  await keepPin('2718');
  for (let n = 0; n < 5; n += 1) expect(await tryPin('0000', 1_000)).toBe(false);
  expect(await tryPin('2718', 2_000)).toBe(29_000);
  expect(await tryPin('0000', 31_000)).toBe(false);
  expect(await tryPin('2718', 90_999)).toBe(1);
  expect(await tryPin('2718', 91_000)).toBe(true);
  // The right one makes good what was wrong before.
  expect(await tryPin('0000', 91_000)).toBe(false);
  expect(await tryPin('2718', 91_000)).toBe(true);
});

it('waits longer each time, but a quarter of an hour at most', () => {
  expect([4, 5, 6, 7, 30].map(waitAfter)).toEqual([0, 30_000, 60_000, 120_000, 900_000]);
});

it('does not wait for a time that only a wrong clock could have set', async () => {
  await keepPin('2718');
  for (let n = 0; n < 5; n += 1) await tryPin('0000', 10 ** 12);
  expect(await tryPin('2718', 0)).toBe(true);
});

it('is open for good once it is forgotten', async () => {
  await keepPin('2718');
  forgetPin();
  expect(await tryPin('', 0)).toBe(true);
});
