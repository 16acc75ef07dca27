import { expect, it } from 'vitest';
import { isBack, pauseOf } from './pause.ts';
import type { JournalInfo } from './stored.ts';

const journal = (from: string | null, to: string | null): JournalInfo =>
  ({ profile: { journal_paused: { from, to } } }) as unknown as JournalInfo;

it('lasts from its first to its last day', () => {
  const pause = journal('2026-03-02', '2026-03-08');
  const days = ['2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09'];
  expect(days.map((day) => pauseOf(pause, day) !== undefined)).toEqual([false, true, true, false]);
  expect(days.map((day) => isBack(pause, day))).toEqual([false, false, false, true]);
});

it('may have no end, and then nobody comes back by themselves', () => {
  const pause = journal('2026-03-02', null);
  expect(pauseOf(pause, '2027-01-01')).toEqual({ from: '2026-03-02', to: null });
  expect(isBack(pause, '2027-01-01')).toBe(false);
});

it('is none where nothing was asked for', () => {
  expect(pauseOf(null, '2026-03-02')).toBeUndefined();
  expect(pauseOf({ profile: {} } as JournalInfo, '2026-03-02')).toBeUndefined();
});
