import catalogue from 'virtual:daybook/catalogue';
import { describe, expect, it } from 'vitest';
import { termOf, type FullTerm } from '../flagging/data.ts';
import type { Body } from '../sync/types.ts';
import { furtherOf, notThere, questionsOf, type Memory } from './questions.ts';

const NOTHING: Memory = { yes: [], past: [] };

function term(slug: string): FullTerm {
  const found = termOf(catalogue, slug);
  if (!found) throw new Error(`no ${slug} in the catalogue`);
  return found;
}

/** The ids of all questions; open ones with a mark. */
function asked(slug: string, body?: Body, memory: Partial<Memory> = {}): string[] {
  const bodies = new Map(body ? [[slug, { symptom: slug, ...body }]] : []);
  return questionsOf([term(slug)], bodies, { ...NOTHING, ...memory }).map(
    ({ id, done }) => `${done ? '' : '?'}${id}`
  );
}

it('asks whether it was there, and nothing more after a no', () => {
  expect(asked('pain')).toEqual(['?pain']);
  expect(asked('pain', { severity: 0 })).toEqual(['pain']);
  expect(asked('lump', { present: false })).toEqual(['lump']);
});

it('asks how bad it was after a yes, then the other scores that the catalogue has', () => {
  expect(asked('pain', undefined, { yes: ['pain'] })).toEqual(['pain', '?pain.severity']);
  expect(asked('pain', { severity: 2 })).toEqual([
    ...['pain', 'pain.severity', '?pain.frequency', '?pain.interference']
  ]);
  expect(asked('diarrhea', { frequency: 1 })).toEqual(['diarrhea', 'diarrhea.frequency']);
  expect(asked('blood_in_stool', undefined, { yes: ['blood_in_stool'] })).toEqual([
    ...['blood_in_stool', '?blood_in_stool.amount']
  ]);
});

it('has no more to ask where yes is all there is to say', () => {
  expect(asked('lump', { present: true })).toEqual(['lump']);
});

it('asks how bad it was when a no becomes a yes', () => {
  expect(asked('pain', { severity: 0 }, { yes: ['pain'] })).toEqual(['pain', '?pain.severity']);
});

describe('what decides how urgent it is', () => {
  it('comes right after the score', () => {
    expect(asked('shortness_of_breath', { severity: 2, qualifiers: ['at_rest'] })).toEqual([
      ...['shortness_of_breath', 'shortness_of_breath.severity', 'shortness_of_breath.at_rest'],
      ...['?shortness_of_breath.sudden_onset', '?shortness_of_breath.interference']
    ]);
  });

  it('is not asked at the highest score', () => {
    expect(asked('chest_pain', { severity: 4 })).toEqual([
      ...['chest_pain', 'chest_pain.severity', '?chest_pain.frequency', '?chest_pain.interference']
    ]);
  });
});

it('goes past what was left out', () => {
  expect(asked('sadness', undefined, { past: ['sadness'] })).toEqual(['sadness']);
  expect(asked('fatigue', { severity: 1 }, { past: ['fatigue.interference'] })).not.toContain(
    '?fatigue.interference'
  );
});

it('counts what was noted today elsewhere as answered', () => {
  expect(asked('fatigue', { severity: 1, interference: 2 }).join()).not.toContain('?');
});

it('keeps the note and drops all else once it is not there', () => {
  const body = {
    symptom: 'pain',
    severity: 3,
    site: { region: 'hip' },
    note: 'left',
    copied: true
  };
  expect(notThere(term('pain'), body)).toEqual({ symptom: 'pain', severity: 0, note: 'left' });
  expect(notThere(term('lump'), undefined)).toEqual({ symptom: 'lump', present: false });
  expect(notThere(term('diarrhea'), undefined)).toEqual({ symptom: 'diarrhea', frequency: 0 });
});

it('knows what there would still be to ask', () => {
  expect(furtherOf(term('shortness_of_breath'))).toEqual([
    'shortness_of_breath.at_rest',
    'shortness_of_breath.sudden_onset',
    'shortness_of_breath.interference'
  ]);
});
