import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../core/days.ts';
import { answeredOn, isDue, type Rhythm } from './due.ts';
import { CORE } from './items.ts';

/** A Wednesday. */
const TODAY = '2026-05-20';
const SUNDAYS: Rhythm = { every: 7, weekdays: [6] };
const ago = (days: number): Day => addDays(TODAY, -days);

/** How many days after the last one it is due for the first time. */
function firstDue(rhythm: Rhythm, last: Day): number {
  return Array.from({ length: 40 }, (_, after) => after).findIndex((after) =>
    isDue(rhythm, addDays(last, after), last, undefined)
  );
}

describe('without a chosen day', () => {
  it('comes every so many days', () => {
    expect(firstDue({ every: 7, weekdays: [] }, TODAY)).toBe(7);
    expect(firstDue({ every: 14, weekdays: [] }, TODAY)).toBe(14);
    // A nudge on every day names no day.
    expect(firstDue({ every: 7, weekdays: [0, 1, 2, 3, 4, 5, 6] }, TODAY)).toBe(7);
  });

  it('comes first a week after the first note, and never into an empty journal', () => {
    const rhythm = { every: 7, weekdays: [] };
    expect(isDue(rhythm, TODAY, undefined, ago(7))).toBe(true);
    expect(isDue(rhythm, TODAY, undefined, ago(6))).toBe(false);
    expect(isDue(rhythm, TODAY, undefined, undefined)).toBe(false);
  });
});

describe('with a chosen day', () => {
  it('comes on that day', () => {
    const sunday = '2026-05-17';
    expect(firstDue(SUNDAYS, sunday)).toBe(7);
  });

  it('comes back to its day when one was done a day late', () => {
    expect(firstDue(SUNDAYS, '2026-05-18')).toBe(6);
  });

  it('never comes within six days of the last one', () => {
    // Done on a Friday: Sunday is too soon for the next.
    expect(firstDue(SUNDAYS, '2026-05-22')).toBe(6);
  });

  it('stays until it is done', () => {
    expect(isDue(SUNDAYS, TODAY, '2026-05-10', undefined)).toBe(true);
  });

  it('comes first on the first such day after the first note', () => {
    expect(isDue(SUNDAYS, '2026-05-17', undefined, '2026-05-15')).toBe(true);
    expect(isDue(SUNDAYS, '2026-05-17', undefined, '2026-05-17')).toBe(false);
    expect(isDue(SUNDAYS, '2026-05-16', undefined, '2026-05-15')).toBe(false);
  });
});

describe('the day that answers all of it', () => {
  const answers = (day: Day, slugs: readonly string[]) =>
    slugs.map((symptom) => ({ type: 'symptom' as const, local_date: day, body: { symptom } }));

  it('is one with every question that all are asked', () => {
    expect(answeredOn(answers(ago(3), CORE))).toBe(ago(3));
    expect(answeredOn(answers(ago(3), CORE.slice(1)))).toBeUndefined();
    expect(answeredOn([...answers(ago(3), CORE), ...answers(ago(1), ['pain'])])).toBe(ago(3));
  });

  it('is one without any symptom, and not one of which only the day was rated', () => {
    const day = { type: 'checkin' as const, local_date: ago(2) };
    expect(answeredOn([{ ...day, body: { all_clear: true } }])).toBe(ago(2));
    expect(answeredOn([{ ...day, body: { overall: 0 } }])).toBeUndefined();
  });
});
