import { describe, expect, it } from 'vitest';
import { addDays } from '../core/days.ts';
import type { Body, EntryType } from '../sync/types.ts';
import type { Noted } from '../trends/series.ts';
import { changes, measured, usual, windows } from './changes.ts';

const TODAY = '2026-11-22';

function noted(ago: number, type: EntryType, body: Body): Noted {
  const day = addDays(TODAY, -ago);
  return { type, local_date: day, occurred_at: `${day}T09:00:00+01:00`, body };
}

/** One note a day of this symptom: so many days ago, these levels, the oldest first. */
function days(symptom: string, from: number, levels: string): Noted[] {
  return [...levels].map((level, at) =>
    noted(from - at, 'symptom', { symptom, severity: Number(level) })
  );
}

describe('the two stretches', () => {
  it('are the last two weeks and the two around the visit', () => {
    expect(windows(TODAY, '2026-10-20')).toEqual({
      then: { from: '2026-10-13', to: '2026-10-26' },
      now: { from: '2026-11-09', to: '2026-11-22' }
    });
  });

  it('are the last two weeks and the two before without a visit', () => {
    expect(windows(TODAY, undefined)).toEqual({
      then: { from: '2026-10-26', to: '2026-11-08' },
      now: { from: '2026-11-09', to: '2026-11-22' }
    });
  });

  it.each([
    // Two weeks and a day ago, ten days ago, and yesterday.
    ['2026-11-07', { from: '2026-10-31', to: '2026-11-08' }, '2026-11-09'],
    ['2026-11-12', { from: '2026-11-05', to: '2026-11-12' }, '2026-11-13'],
    ['2026-11-21', { from: '2026-11-14', to: '2026-11-21' }, '2026-11-22']
  ])('never overlap when the visit was on %s', (visit, then, from) => {
    expect(windows(TODAY, visit)).toEqual({ then, now: { from, to: TODAY } });
  });
});

describe('what changed', () => {
  const both = windows(TODAY, '2026-10-20');

  it('is worse or better by the usual level, from one whole level on', () => {
    const entries = [
      ...days('pain', 40, '111'),
      ...days('pain', 5, '333'),
      ...days('nausea', 40, '222'),
      ...days('nausea', 5, '121'),
      ...days('fatigue', 40, '121'),
      ...days('fatigue', 5, '113')
    ];
    expect(changes(entries, both)).toEqual({
      worse: [{ of: 'pain', how: 'worse', from: 1, to: 3, score: 'severity' }],
      better: [{ of: 'nausea', how: 'better', from: 2, to: 1, score: 'severity' }],
      same: [{ of: 'fatigue', how: 'same', from: 1, to: 1, score: 'severity' }],
      lately: []
    });
  });

  it('is not said of one day, nor of days between the stretches', () => {
    const entries = [
      ...days('pain', 40, '11'),
      ...days('pain', 1, '4'),
      ...days('nausea', 20, '4444'),
      ...days('nausea', 2, '11')
    ];
    expect(changes(entries, both)).toMatchObject({ worse: [], better: [], same: [] });
  });

  it('has five lines at most, the largest step first, and one of them for all the same', () => {
    const entries = [
      ...['a', 'b', 'c', 'd'].flatMap((of, at) => [
        ...days(of, 40, '00'),
        ...days(of, 3, `${at + 1}`.repeat(2))
      ]),
      ...['e', 'f'].flatMap((of) => [...days(of, 40, '44'), ...days(of, 3, '11')])
    ];
    const crowded = changes(entries, both);
    expect(crowded.worse.map(({ of }) => of)).toEqual(['d', 'c', 'b', 'a']);
    expect(crowded.better.map(({ of }) => of)).toEqual(['e']);
    const alike = [...days('g', 40, '22'), ...days('g', 3, '22'), ...days('h', 40, '1111')];
    const full = changes([...entries, ...alike, ...days('h', 3, '11')], both);
    expect([full.worse.length, full.better.length]).toEqual([4, 0]);
    expect(full.same.map(({ of }) => of).sort()).toEqual(['g', 'h']);
  });

  it('names what was noted only now, and never takes a day without a note for a good one', () => {
    const entries = [
      ...days('cough', 6, '11'),
      ...days('itching', 6, '00'),
      ...days('pain', 3, '4')
    ];
    expect(changes(entries, both)).toEqual({ worse: [], better: [], same: [], lately: ['cough'] });
  });

  it('leaves weight, sleep and eating to their own lines', () => {
    const entries = [40, 39, 5, 4].flatMap((ago) => [
      noted(ago, 'weight', { kg: 70 }),
      noted(ago, 'sleep', { quality: ago > 20 ? 3 : 1 }),
      noted(ago, 'diet', { intake_percent: ago > 20 ? 100 : 50 })
    ]);
    expect(changes(entries, both)).toEqual({ worse: [], better: [], same: [], lately: [] });
    expect(usual(entries, 'sleep', both)).toEqual({ then: 3, now: 1 });
    expect(usual(entries, 'diet', both)).toEqual({ then: 0, now: 2 });
  });
});

it('a measure is the last one of each stretch', () => {
  const both = windows(TODAY, '2026-10-20');
  const weights = [
    noted(38, 'weight', { kg: 72 }),
    noted(30, 'weight', { kg: 71.5 }),
    noted(20, 'weight', { kg: 99 }),
    noted(8, 'weight', { kg: 70.4 }),
    noted(2, 'weight', { kg: 69.8 })
  ];
  expect(measured(weights, 'weight', both)).toEqual({ then: 71.5, now: 69.8 });
  expect(measured(weights.slice(0, 2), 'weight', both)).toEqual({ then: 71.5, now: undefined });
});
