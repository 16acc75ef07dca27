import { describe, expect, it } from 'vitest';
import type { Body, EntryType } from '../sync/types.ts';
import { changeAt } from './change.ts';
import { ends, series, subjectOf, subjects, type Noted, type Point } from './series.ts';

function noted(type: EntryType, day: string, body: Body, clock = '09:00'): Noted {
  return { type, local_date: day, occurred_at: `${day}T${clock}:00+01:00`, body };
}
const pain = (day: string, severity: number, more: Body = {}): Noted =>
  noted('symptom', day, { symptom: 'pain', severity, ...more });

describe('the points of a symptom', () => {
  it('are one for each day with a note, and none in between', () => {
    const points = series([pain('2026-03-05', 1), pain('2026-03-02', 2)], 'pain');
    expect(points).toEqual([
      { day: '2026-03-02', value: 2, copied: false },
      { day: '2026-03-05', value: 1, copied: false }
    ]);
  });

  it('show the worst of a day', () => {
    const points = series(
      [pain('2026-03-02', 1), pain('2026-03-02', 3), pain('2026-03-02', 2)],
      'pain'
    );
    expect(points.map(({ value }) => value)).toEqual([3]);
  });

  it('are hollow only where nobody looked anew', () => {
    const copied = pain('2026-03-02', 2, { copied: true });
    expect(series([copied], 'pain')[0]?.copied).toBe(true);
    expect(series([copied, pain('2026-03-02', 2)], 'pain')[0]?.copied).toBe(false);
    expect(series([pain('2026-03-02', 2), copied], 'pain')[0]?.copied).toBe(false);
    expect(series([pain('2026-03-02', 1), copied], 'pain')[0]?.copied).toBe(true);
  });

  it('leave other things out', () => {
    expect(
      series([pain('2026-03-02', 2), noted('sleep', '2026-03-02', { quality: 1 })], 'sleep')
    ).toEqual([{ day: '2026-03-02', value: 1, copied: false }]);
  });
});

it('a measure is the newest of its day, and what was eaten is a level', () => {
  const weights = [
    noted('weight', '2026-03-02', { kg: 71 }, '20:00'),
    noted('weight', '2026-03-02', { kg: 72 }, '07:00')
  ];
  expect(series(weights, 'weight')[0]?.value).toBe(71);
  const eaten = [100, 75, 60, 50, 25, 0, 120].map((percent, at) =>
    noted('diet', `2026-03-0${at + 1}`, { intake_percent: percent })
  );
  expect(series(eaten, 'diet').map(({ value }) => value)).toEqual([0, 1, 2, 2, 3, 4, 0]);
});

it('a chart of a measure has whole numbers at its ends, far enough apart', () => {
  const weights = (...kg: number[]): Point[] =>
    kg.map((value, at) => ({ day: `2026-03-0${at + 1}`, value, copied: false }));
  expect(ends('weight', weights(70.5, 71.4))).toEqual([68, 74]);
  expect(ends('weight', weights(60.2, 80.9))).toEqual([60, 81]);
  expect(ends('temperature', weights(37))).toEqual([35, 38]);
  expect(ends('pain', weights(1, 3))).toEqual([0, 4]);
});

it('what has no level is not drawn', () => {
  expect(subjectOf({ type: 'symptom', body: { symptom: 'rash', present: true } })).toBeUndefined();
  expect(subjectOf({ type: 'checkin', body: { all_clear: true } })).toBeUndefined();
  expect(subjectOf({ type: 'note', body: { text: 'pain' } })).toBeUndefined();
  expect(subjectOf({ type: 'symptom', body: { symptom: 'pain', frequency: 2 } })).toBe('pain');
});

it('what was noted on most days comes first', () => {
  const entries = [
    noted('weight', '2026-03-01', { kg: 71 }),
    pain('2026-03-01', 1),
    pain('2026-03-02', 1),
    noted('sleep', '2026-03-01', { quality: 1 })
  ];
  expect(subjects(entries)).toEqual(['pain', 'sleep', 'weight']);
});

describe('a change', () => {
  const days = (values: string, from = 1): Noted[] =>
    [...values].flatMap((value, at) =>
      value === '.' ? [] : [pain(`2026-03-${String(from + at).padStart(2, '0')}`, Number(value))]
    );
  it.each([
    ['111222', 'worse'],
    ['333111', 'better'],
    ['121211', 'same'],
    // One bad day among good ones is none, and neither are two against three.
    ['111141', 'same'],
    ['.11222', undefined],
    ['11122.', undefined],
    ['1.1..1', undefined]
  ])('of %s is %s', (values, expected) => {
    expect(changeAt(series(days(values), 'pain'), '2026-03-04')).toBe(expected);
  });
});
