import catalogue from 'virtual:daybook/catalogue';
import { describe, expect, it } from 'vitest';
import { termOf, type FullTerm } from '../flagging/data.ts';
import { answered, firstOf, isThere, nextQuestion, othersOf, scaleOf } from './questions.ts';

function term(slug: string): FullTerm {
  const found = termOf(catalogue, slug);
  if (!found) throw new Error(`no ${slug} in the catalogue`);
  return found;
}

it('asks how bad it is first, and the rest later', () => {
  expect([firstOf(term('pain')), othersOf(term('pain'))]).toEqual([
    'severity',
    ['frequency', 'interference']
  ]);
  expect([firstOf(term('diarrhea')), othersOf(term('diarrhea'))]).toEqual(['frequency', []]);
  expect(firstOf(term('lump'))).toBe('present');
});

it('asks for blood on its own scale', () => {
  expect(scaleOf(term('blood_in_stool'), firstOf(term('blood_in_stool')))).toBe('amount_blood');
});

it('has a first question and its scale for every symptom', () => {
  for (const each of catalogue.symptoms) {
    const scale = catalogue.scales[scaleOf(each, firstOf(each))];
    expect(scale?.labels.en.length, each.slug).toBeGreaterThanOrEqual(2);
  }
});

describe('what decides how urgent it is', () => {
  const breath = term('shortness_of_breath');
  const soon = [{ urgency: 'this_week' as const }];

  it('is asked one after the other, whatever the rules say so far', () => {
    const asked = [0, 1, 2].map((n) => nextQuestion(breath, { severity: 2 }, n, soon));
    expect(asked).toEqual(['at_rest', 'sudden_onset', undefined]);
  });

  it('is not asked once it is an emergency', () => {
    const now = [...soon, { urgency: 'emergency_now' as const }];
    expect(nextQuestion(breath, { severity: 3 }, 1, now)).toBeUndefined();
  });

  it('is not asked at the highest score, without the symptom, or before the rating', () => {
    const asked = [{ severity: 4 }, { severity: 0 }, {}].map((body) =>
      nextQuestion(breath, body, 0, [])
    );
    expect(asked).toEqual([undefined, undefined, undefined]);
  });

  it('is asked of alarming symptoms only', () => {
    expect(nextQuestion(term('pain'), { severity: 3 }, 0, [])).toBeUndefined();
  });
});

it('knows when a symptom is there', () => {
  expect([{ severity: 1 }, { present: true }, { amount: 2 }].map(isThere)).toEqual([
    true,
    true,
    true
  ]);
  expect([{ severity: 0 }, { present: false }, {}].map(isThere)).toEqual([false, false, false]);
});

it('keeps each yes once, in one order, and nothing when there is none', () => {
  expect(answered(['sweating'], 'at_rest', true)).toEqual(['at_rest', 'sweating']);
  expect(answered(['at_rest'], 'at_rest', true)).toEqual(['at_rest']);
  expect(answered(['at_rest'], 'at_rest', false)).toBeUndefined();
});
