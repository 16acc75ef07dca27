import { expect, test } from 'vitest';
import { evaluateEntry, evaluateJournal } from './evaluate.ts';
import { readCatalogue, readRules } from './testing/data.ts';
import { isGraver } from './urgency.ts';
import { renderFlag } from './text.ts';
import type { Journal, Reading } from './types.ts';

const rules = readRules();
const catalogue = readCatalogue();
const now = Date.parse('2026-11-22T12:00:00Z');
const reader = { locale: 'en', units: 'metric', country: 'US', isHospice: false } as const;

function symptom(id: string, slug: string, body: object, at = '2026-11-22T11:00:00+00:00') {
  const local_date = at.slice(0, 10);
  return { id, type: 'symptom', at, local_date, body: { symptom: slug, ...body } };
}

function journal(...readings: Reading[]): Journal {
  return { rules, catalogue, profile: {}, readings, now };
}

test('an emergency has its words with no network', () => {
  const entry = symptom('a', 'shortness_of_breath', { severity: 3, qualifiers: ['at_rest'] });

  const [finding] = evaluateEntry(journal(entry), 'a');

  expect(finding).toMatchObject({ rule: 'F01', urgency: 'emergency_now', evidence: ['a'] });
  expect(finding && renderFlag(rules, catalogue, finding, reader)).toEqual({
    heading: 'Get help now',
    title: 'Trouble breathing',
    saw: 'On November 22 you noted short of breath: Bad. It was there when you sat still.',
    why: 'New trouble breathing can need help fast.',
    do: 'Call 911 now. Then call your clinic.',
    ask: 'What could cause this? Do I need a test?',
    closing:
      'This is not a diagnosis. Many things can cause this. Worth raising with your provider.',
    not_watched: 'Do not wait for a message from us. No one is watching this journal live.'
  });
});

test('chest pain saved after trouble breathing brings the emergency up', () => {
  const breath = symptom('a', 'shortness_of_breath', { severity: 2 }, '2026-11-21T20:00:00+00:00');
  const chest = symptom('b', 'chest_pain', { severity: 2 });

  expect(evaluateEntry(journal(breath), 'a').map(({ urgency }) => urgency)).toEqual(['this_week']);
  expect(evaluateEntry(journal(breath, chest), 'b')).toMatchObject([
    { rule: 'F01', urgency: 'emergency_now', evidence: ['a', 'b'] },
    { rule: 'F02', urgency: 'same_day', evidence: ['b'] }
  ]);
});

test('leg swelling saved with chest pain drops what is less than an emergency', () => {
  const site = { region: 'leg', side: 'left' };
  const leg = symptom('a', 'arm_leg_swelling', { severity: 1, qualifiers: ['one_sided'], site });
  const chest = symptom('b', 'chest_pain', { severity: 2 });

  expect(evaluateJournal(journal(leg, chest))).toMatchObject([
    { rule: 'F09', urgency: 'emergency_now', evidence: ['a', 'b'] }
  ]);
});

test('an entry that raises nothing shows nothing, whatever else is on the phone', () => {
  const bad = symptom('a', 'pain', { severity: 4 });
  const mild = symptom('b', 'cough', { severity: 1 });

  expect(evaluateEntry(journal(bad, mild), 'b')).toEqual([]);
});

test('rules that need history stay with the server', () => {
  const before = symptom('a', 'nausea', { severity: 0 }, '2026-11-20T11:00:00+00:00');
  const after = symptom('b', 'nausea', { severity: 2 });

  expect(evaluateJournal(journal(before, after))).toEqual([]);
});

test('a rule that this version of the app does not know is left to the server', () => {
  const [first] = rules.rules;
  const unknown = { ...rules, rules: first ? [{ ...first, id: 'F99' }] : [] };
  const entry = symptom('a', 'shortness_of_breath', { severity: 4 });

  expect(evaluateJournal({ ...journal(entry), rules: unknown })).toEqual([]);
});

test('rule data without a number that a rule needs is an error, not a silent no', () => {
  const broken = {
    ...rules,
    rules: rules.rules.map((spec) => (spec.id === 'F01' ? { ...spec, thresholds: {} } : spec))
  };

  expect(() => evaluateJournal({ ...journal(), rules: broken })).toThrow('within_hours');
});

test('the phone never lowers', () => {
  const finding = { concept: 'severe_symptom', subject: 'pain', urgency: 'same_day' } as const;

  expect(isGraver(finding, [])).toBe(true);
  expect(isGraver(finding, [{ ...finding, urgency: 'this_week' }])).toBe(true);
  expect(isGraver(finding, [finding])).toBe(false);
  expect(isGraver(finding, [{ ...finding, urgency: 'emergency_now' }])).toBe(false);
  expect(isGraver(finding, [{ ...finding, subject: 'cough' }])).toBe(true);
});

test('words for a rule that is not in the data are not invented', () => {
  const flag = { rule: 'F99', urgency: 'same_day', facts: {} } as const;

  expect(renderFlag(rules, catalogue, flag, reader)).toBeNull();
});
