import { expect, it, vi } from 'vitest';
import type { Body, Entry, EntryType } from '../sync/types.ts';

vi.mock('./describe.ts', () => ({
  titleOf: ({ body }: Entry) => String(body['title'] ?? ''),
  wordsOf: ({ body }: Entry) => String(body['words'] ?? ''),
  noteOf: ({ body }: Entry) => String(body['note'] ?? '')
}));
const { matches, NOTHING_ASKED } = await import('./find.ts');

const entry = (body: Body, type: EntryType = 'symptom', local_date = '2026-03-02'): Entry =>
  ({ type, local_date, body }) as Entry;
const fits = (asked: object, one: Entry): boolean =>
  matches(one, { ...NOTHING_ASKED, ...asked }, 'metric');

it('finds words wherever the list shows them, without accents', () => {
  const nausea = entry({ title: 'Náusea', words: 'Leve', note: 'después de comer' });
  expect(fits({}, nausea)).toBe(true);
  expect(fits({ words: ' NAUSEA ' }, nausea)).toBe(true);
  expect(fits({ words: 'leve nausea comer' }, nausea)).toBe(true);
  expect(fits({ words: 'nausea fuerte' }, nausea)).toBe(false);
});

it('keeps to a kind, and to a day and what was before it', () => {
  expect(fits({ type: 'sleep' }, entry({}))).toBe(false);
  expect(fits({ type: 'symptom' }, entry({}))).toBe(true);
  expect(fits({ until: '2026-03-02' }, entry({}))).toBe(true);
  expect(fits({ until: '2026-03-01' }, entry({}))).toBe(false);
});
