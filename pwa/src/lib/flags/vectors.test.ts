import { expect, test } from 'vitest';
import { evaluateEntry, evaluateJournal } from './evaluate.ts';
import { readCatalogue, readRules, readVectors } from './testing/data.ts';
import { renderFlag } from './text.ts';

const vectors = readVectors();
const rules = readRules();
const catalogue = readCatalogue();

test('the vectors are those of the rule data', () => {
  expect(vectors.rule_set).toBe(rules.rule_set);
  expect(vectors.cases.length).toBeGreaterThan(500);
});

test('the phone finds what the server finds, in every case', { timeout: 60_000 }, () => {
  for (const { case: name, profile, now, readings, findings } of vectors.cases) {
    const journal = { rules, catalogue, profile, readings, now: Date.parse(now ?? vectors.now) };
    const found = evaluateJournal(journal);
    expect(found, name ?? JSON.stringify({ profile, readings })).toEqual(findings);
    // The order in which entries lie on the phone changes nothing.
    const turned = evaluateJournal({ ...journal, readings: [...readings].reverse() });
    expect(turned).toEqual(findings);
  }
});

test('saving an entry shows what rests on it, every time', { timeout: 60_000 }, () => {
  for (const { profile, now, readings } of vectors.cases) {
    const journal = { rules, catalogue, profile, readings, now: Date.parse(now ?? vectors.now) };
    const all = evaluateJournal(journal);
    for (const { id } of readings) {
      const shown = evaluateEntry(journal, id);
      expect(shown).toEqual(all.filter((finding) => finding.evidence.includes(id)));
    }
  }
});

test('both sides write the same words', () => {
  for (const { rule, urgency, facts, reader, text } of vectors.texts) {
    const written = renderFlag(rules, catalogue, { rule, urgency, facts }, reader);
    expect(written).toEqual({ not_watched: null, ...text });
  }
});
