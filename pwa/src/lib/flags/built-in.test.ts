/** The data built into the app leaves out much; nothing of it may be what a rule or a text needs. */
import catalogue from 'virtual:daybook/catalogue';
import rules from 'virtual:daybook/rules';
import { expect, test } from 'vitest';
import { worded } from '../flagging/words.ts';
import { evaluateJournal } from './evaluate.ts';
import { readVectors } from './testing/data.ts';
import { renderFlag } from './text.ts';

const vectors = readVectors();

test('it finds what the whole data finds', { timeout: 60_000 }, () => {
  for (const { profile, now, readings, findings } of vectors.cases) {
    const journal = { rules, catalogue, profile, readings, now: Date.parse(now ?? vectors.now) };
    expect(evaluateJournal(journal)).toEqual(findings);
  }
});

test('it writes what the whole data writes, in each language', async () => {
  const words = { en: await worded(rules, 'en'), es: await worded(rules, 'es') };
  for (const { rule, urgency, facts, reader, text } of vectors.texts) {
    const data = words[reader.locale];
    const written = data && renderFlag(data, catalogue, { rule, urgency, facts }, reader);
    expect(written).toEqual({ not_watched: null, ...text });
  }
});
