import catalogue from 'virtual:daybook/catalogue';
import { expect, it } from 'vitest';
import { termOf, type FullTerm } from '../flagging/data.ts';
import { answered, decidingFor, firstOf, isThere, othersOf, scaleOf } from './questions.ts';

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

it('asks what decides before it saves, but never when it is urgent already or not there', () => {
  const breath = term('shortness_of_breath');
  expect(decidingFor(breath, { severity: 3 })).toEqual(['at_rest', 'sudden_onset']);
  expect(decidingFor(breath, { severity: 4 })).toEqual([]);
  expect(decidingFor(breath, { severity: 0 })).toEqual([]);
  expect(decidingFor(term('pain'), { severity: 3 })).toEqual([]);
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
