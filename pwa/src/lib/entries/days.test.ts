import { expect, it } from 'vitest';
import { byDay } from './days.ts';

const on = (...days: string[]): { local_date: string }[] =>
  days.map((local_date) => ({ local_date }));

it('puts notes of one day together, in their order', () => {
  const notes = on('2026-05-20', '2026-05-20', '2026-05-19');
  expect(byDay(notes)).toEqual([
    { day: '2026-05-20', entries: notes.slice(0, 2), quiet: undefined },
    { day: '2026-05-19', entries: notes.slice(2), quiet: undefined }
  ]);
});

it('names three days and more with no note, and leaves two alone', () => {
  const quiet = (...days: string[]) => byDay(on(...days)).at(-1)?.quiet;
  expect(quiet('2026-05-20', '2026-05-17')).toBeUndefined();
  expect(quiet('2026-05-20', '2026-05-16')).toEqual({ from: '2026-05-17', to: '2026-05-19' });
  expect(quiet('2026-03-02', '2026-02-20')).toEqual({ from: '2026-02-21', to: '2026-03-01' });
});

it('says nothing of the days before the first note and after the last', () => {
  expect(byDay(on('2026-01-01'))[0]?.quiet).toBeUndefined();
  expect(byDay([])).toEqual([]);
});
