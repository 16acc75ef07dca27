import { describe, expect, it } from 'vitest';
import { read, written, type Answers } from './handover.ts';

const COUNTRIES = ['AT', 'US'];
const ANSWERS: Answers = {
  country: 'AT',
  units: 'metric',
  phase: 'active_treatment',
  treatment: 'chemotherapy',
  pins: ['fatigue', 'pain'],
  remind: 'weekly'
};

describe('the answers of a set-up', () => {
  it.each([
    ['all of them', ANSWERS],
    [
      'as few as there can be',
      {
        ...ANSWERS,
        ...{ country: '', phase: undefined, treatment: 'none' as const, pins: [] },
        remind: 'none' as const
      }
    ]
  ])('come back as they were given: %s', (_, answers) => {
    expect(read(written(answers), COUNTRIES)).toEqual(answers);
  });

  it('hold nothing that a link would change', () => {
    expect(written(ANSWERS)).toMatch(/^[\w.=&]+$/);
    expect(written(ANSWERS).length).toBeLessThan(200);
  });

  it.each([
    ['nothing', ''],
    ['something else', 'token=abc'],
    ['another version', written(ANSWERS).replace('v=1', 'v=2')],
    ['an unknown country', written({ ...ANSWERS, country: 'XX' })],
    ['a script for a country', written({ ...ANSWERS, country: '<script>' })],
    ['an unknown phase', written(ANSWERS).replace('active_treatment', 'cured')],
    ['an unknown treatment', written(ANSWERS).replace('chemotherapy', 'tea')],
    ['an unknown thing to note', written({ ...ANSWERS, pins: ['self_harm_thoughts'] })],
    [
      'too many',
      written({ ...ANSWERS, pins: ['fatigue', 'pain', 'nausea', 'insomnia', 'anxiety', 'sadness'] })
    ],
    ['one twice', written({ ...ANSWERS, pins: ['pain', 'pain'] })],
    ['an unknown rhythm', written(ANSWERS).replace('weekly', 'hourly')],
    ['a part left out', written(ANSWERS).replace(/&units=metric/, '')],
    ['far too much', written(ANSWERS) + '&x='.padEnd(500, 'x')]
  ])('are refused where they hold %s', (_, text) => {
    expect(read(text, COUNTRIES)).toBeUndefined();
  });
});
