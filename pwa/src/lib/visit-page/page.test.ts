import { describe, expect, it, vi } from 'vitest';
import { addDays } from '../core/days.ts';
import { appointments } from '../entries/appointments.ts';
import { format } from '../i18n/format.ts';
import en from '../i18n/messages/en.json';
import type { Body, EntryType } from '../sync/types.ts';
import type { Noted } from '../trends/series.ts';
import { questions } from './questions.ts';

vi.mock('../i18n/index.ts', () => ({
  lang: () => 'en',
  t: (key: keyof typeof en, params?: Record<string, string | number>) =>
    format(en[key], 'en', params),
  symptomName: (slug: string) => slug.charAt(0).toUpperCase() + slug.slice(1)
}));
const { asText, daysNeeded, forSending, visitPage } = await import('./page.ts');

const TODAY = '2026-11-22';

function noted(ago: number, type: EntryType, body: Body): Noted {
  const day = addDays(TODAY, -ago);
  return { type, local_date: day, occurred_at: `${day}T09:00:00+01:00`, body };
}

const days = (symptom: string, from: number, levels: string): Noted[] =>
  [...levels].map((level, at) => noted(from - at, 'symptom', { symptom, severity: Number(level) }));

const [last, next] = appointments([
  { id: 'last', type: 'appointment', body: { kind: 'clinic', on: '2026-10-20' } },
  {
    id: 'next',
    type: 'appointment',
    body: { kind: 'clinic', on: '2026-12-01', at: '10:30', with_whom: 'Dr Lee' }
  }
]);
const asked = questions([
  {
    ...{ id: 'b', type: 'question', occurred_at: '2026-11-02T10:00:00Z' },
    body: { text: 'When is my next scan?', place: 2 }
  },
  {
    ...{ id: 'a', type: 'question', occurred_at: '2026-11-03T10:00:00Z' },
    body: { text: 'Could we change the pain plan?', place: 1 }
  },
  {
    ...{ id: 'c', type: 'question', occurred_at: '2026-11-01T10:00:00Z' },
    body: { text: 'Is it over?', place: 0, answered: true }
  }
]);
const ENTRIES = [
  ...days('pain', 35, '111'),
  ...days('pain', 5, '333'),
  ...days('nausea', 35, '22'),
  ...days('nausea', 5, '11'),
  ...days('fatigue', 35, '22'),
  ...days('fatigue', 5, '22'),
  ...[35, 34, 5, 4].map((ago) => noted(ago, 'checkin', { overall: 1 })),
  ...days('cough', 5, '11'),
  noted(33, 'weight', { kg: 71.5 }),
  noted(2, 'weight', { kg: 69.8 }),
  noted(33, 'sleep', { quality: 3 }),
  noted(2, 'sleep', { quality: 2 }),
  noted(33, 'diet', { intake_percent: 100 }),
  noted(2, 'diet', { intake_percent: 100 })
];
const GIVEN = {
  ...{ visit: next, last, entries: ENTRIES, questions: asked, today: TODAY },
  ...{ top: ['Pain at night'], units: 'metric' as const }
};

it('says what changed since the visit, what to raise and what to ask', () => {
  expect(visitPage(GIVEN)).toEqual({
    title: 'Dr Lee, Tuesday, December 1, 10:30 AM',
    period: 'Since my visit on Tuesday, October 20',
    changed: [
      { how: 'worse', words: 'Pain: Mild, then Bad' },
      { how: 'better', words: 'Nausea: Medium, then Mild' },
      { how: 'same', words: 'Overall and Fatigue' }
    ],
    top: ['Pain at night'],
    questions: ['Could we change the pain plan?', 'When is my next scan?'],
    also: [
      'Weight: 71.5 kg, then 69.8 kg',
      'Sleep: Badly, then So-so',
      'Eating: As usual, as before',
      'Noted only lately: Cough'
    ]
  });
});

describe('without a visit to look back to', () => {
  const lately = [...days('pain', 20, '11'), ...days('pain', 5, '22')];

  it('it goes by the last four weeks and says so', () => {
    const page = visitPage({ ...GIVEN, last: undefined, entries: lately });
    expect(page.period).toBe('In the last 4 weeks');
    expect(page.changed).toEqual([{ how: 'worse', words: 'Pain: Mild, then Medium' }]);
  });

  it('a visit around which nothing was noted is none', () => {
    expect(visitPage({ ...GIVEN, entries: lately }).period).toBe('In the last 4 weeks');
  });
});

it('is almost empty when there is nothing', () => {
  const nothing = { visit: undefined, last: undefined, entries: [], top: [], questions: [] };
  const page = visitPage({ ...GIVEN, ...nothing });
  expect(page).toEqual({
    ...{ title: 'My visit', period: 'In the last 4 weeks' },
    ...{ changed: [], top: [], questions: [], also: [] }
  });
  expect(asText(page)).toBe('My visit');
});

it('a weight of long ago is not said as if it were of now', () => {
  const entries = [noted(33, 'weight', { kg: 71.5 })];
  expect(visitPage({ ...GIVEN, entries }).also).toEqual([]);
  expect(visitPage({ ...GIVEN, entries: [noted(3, 'weight', { kg: 70 })] }).also).toEqual([
    'Weight: 70 kg'
  ]);
});

it('is text with a line for each', () => {
  expect(asText(visitPage(GIVEN))).toBe(
    [
      'Dr Lee, Tuesday, December 1, 10:30 AM',
      '',
      'What changed. Since my visit on Tuesday, October 20',
      '- Worse: Pain: Mild, then Bad',
      '- Better: Nausea: Medium, then Mild',
      '- About the same: Overall and Fatigue',
      '',
      'My top three',
      '1. Pain at night',
      '',
      'My questions',
      '[ ] Could we change the pain plan?',
      '[ ] When is my next scan?',
      '',
      'Also',
      '- Weight: 71.5 kg, then 69.8 kg',
      '- Sleep: Badly, then So-so',
      '- Eating: As usual, as before',
      '- Noted only lately: Cough'
    ].join('\n')
  );
});

it('names six that are the same, and counts the others', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const entries = all.flatMap((of) => [...days(of, 35, '22'), ...days(of, 5, '22')]);
  expect(visitPage({ ...GIVEN, entries }).changed).toEqual([
    { how: 'same', words: 'A, B, C, D, E, F, and 2 more' }
  ]);
});

it('is sent within what the server takes', () => {
  const page = visitPage({ ...GIVEN, top: ['x'.repeat(300)] });
  const sent = forSending({ ...page, questions: Array.from({ length: 25 }, (_, n) => `${n}?`) });
  expect(sent.top[0]).toHaveLength(200);
  expect(sent.top[0]?.endsWith('x…')).toBe(true);
  expect(sent.questions).toHaveLength(20);
  expect({ ...sent, top: [], questions: [] }).toEqual({ ...page, top: [], questions: [] });
});

it('reads the days around the visit and the last four weeks, and no day twice', () => {
  const visit = (on: string) => ({ id: 'v', kind: 'clinic' as const, on, at: undefined, body: {} });
  const lately = ['2026-10-26', TODAY];
  expect(daysNeeded(TODAY, undefined)).toEqual([lately]);
  expect(daysNeeded(TODAY, visit('2026-09-10'))).toEqual([['2026-09-03', '2026-09-16'], lately]);
  expect(daysNeeded(TODAY, visit('2026-10-22'))).toEqual([['2026-10-15', '2026-10-25'], lately]);
  expect(daysNeeded(TODAY, visit('2026-11-10'))).toEqual([lately]);
});
