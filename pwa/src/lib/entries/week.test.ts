import { expect, it } from 'vitest';
import { countWeek, mondayOf } from './week.ts';

const pain = (day: string, severity = 2) => ({
  type: 'symptom' as const,
  local_date: day,
  body: { symptom: 'pain', severity }
});

it('begins on Monday, also over the end of a year', () => {
  const days = ['2026-11-16', '2026-11-22', '2026-11-23', '2027-01-01'];
  expect(days.map(mondayOf)).toEqual(['2026-11-16', '2026-11-16', '2026-11-23', '2026-12-28']);
});

it('counts days and not notes, and not what was not there', () => {
  const sleep = { type: 'sleep' as const, local_date: '2026-11-18', body: { quality: 1 } };
  const cough = { ...pain('2026-11-16'), body: { symptom: 'cough', severity: 1 } };
  const week = [
    ...[pain('2026-11-16'), pain('2026-11-16', 3), pain('2026-11-17'), pain('2026-11-19', 0)],
    ...[cough, sleep]
  ];
  expect(countWeek(week)).toEqual({
    notes: 6,
    days: 4,
    symptoms: [
      { slug: 'pain', days: 2 },
      { slug: 'cough', days: 1 }
    ]
  });
});

it('is empty where nothing was noted', () => {
  expect(countWeek([])).toEqual({ notes: 0, days: 0, symptoms: [] });
});
