import { describe, expect, it } from 'vitest';
import { minutesLeft } from './countdown.ts';

describe('what is left of a code', () => {
  const until = '2026-03-02T12:15:00Z';
  it.each([
    ['2026-03-02T12:00:00Z', 15],
    ['2026-03-02T12:13:01Z', 1],
    ['2026-03-02T12:14:30Z', 0],
    ['2026-03-02T12:15:00Z', undefined]
  ])('at %s', (now, left) => {
    expect(minutesLeft(until, Date.parse(now))).toBe(left);
  });
});
