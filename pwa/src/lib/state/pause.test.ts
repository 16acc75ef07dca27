import { beforeEach, expect, it } from 'vitest';
import { keepBreak } from '../api/breaks.ts';
import { fakeStorage } from '../local/testing.ts';
import { isBack, pauseOf, restsIn } from './pause.ts';
import type { JournalInfo, Pause } from './stored.ts';

const journal = (from: string | null, to: string | null, rests: object = {}): JournalInfo =>
  ({ id: 'j', profile: { journal_paused: { from, to, ...rests } } }) as unknown as JournalInfo;
const waits = (pause: Pause | null, of = 'j'): boolean =>
  keepBreak({ user: 'ana', journal: of, pause });

beforeEach(() => void fakeStorage());

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

it('rests what was ticked, and everything where it does not say', () => {
  const of = (rests: object) => restsIn(pauseOf(journal('2026-03-02', null, rests), '2026-03-02'));
  expect(of({})).toEqual(['reminders', 'mail', 'prompts']);
  expect(of({ reminders: false, mail: true })).toEqual(['mail', 'prompts']);
  expect(restsIn(undefined)).toEqual([]);
});

it('goes by what the server has still to hear of', () => {
  const told = journal('2026-03-02', '2026-03-08');
  waits({ from: '2026-03-03', to: null });
  expect(pauseOf(told, '2026-03-20')).toEqual({ from: '2026-03-03', to: null });
  waits(null);
  expect(pauseOf(told, '2026-03-03')).toBeUndefined();
  expect(isBack(told, '2026-03-09')).toBe(false);
  waits(null, 'another');
  expect(isBack(told, '2026-03-09')).toBe(true);
});
