import { expect, it } from 'vitest';
import type { Entry } from '../sync/types.ts';
import { cell, spreadsheet } from './csv.ts';

const entry = (id: string, body: Record<string, unknown>, more: Partial<Entry> = {}): Entry => ({
  ...{ id, body, type: 'symptom', section: 'symptoms', schema_v: 1, rev: 1, rev_epoch: 1, seq: 1 },
  ...{ occurred_at: '2026-03-02T07:40:00+01:00', tz: 'Europe/Vienna', local_date: '2026-03-02' },
  ...{ deleted: false, copies: [] },
  ...more
});

it.each([
  ['=1+1', `"'=1+1"`],
  ['+49 1', `"'+49 1"`],
  ['-2+3', `"'-2+3"`],
  ['-3', `"'-3"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['\n=1', `"'\n=1"`],
  ['a "b", c', '"a ""b"", c"'],
  ['a\n=b', '"a\n=b"'],
  ['1=1', '"1=1"']
])('a cell with %j is text', (text, written) => {
  expect(cell(text)).toBe(written);
});

it('leaves numbers and truth values as they are', () => {
  expect([-2.5, 0, 38.4, true].map(cell)).toEqual(['"-2.5"', '"0"', '"38.4"', '"true"']);
});

it('begins with the mark of UTF-8, and has a line for each note, oldest first', () => {
  const text = spreadsheet([
    entry('b', { symptom: 'nausea', severity: 2, note: '=cmd' }),
    entry('gone', { note: 'x' }, { deleted: true }),
    entry('a', { kg: 70.5 }, { occurred_at: '2026-03-01T23:00:00+01:00', author_name: 'Max' })
  ]);
  expect(text.startsWith('\uFEFF"day"')).toBe(true);
  expect(text.slice(1).split('\r\n')).toEqual([
    '"day","time","zone","type","section","by","id","kg","note","severity","symptom"',
    '"2026-03-02","23:00","Europe/Vienna","symptom","symptoms","Max","a","70.5","","",""',
    `"2026-03-02","07:40","Europe/Vienna","symptom","symptoms","","b","","'=cmd","2","nausea"`,
    ''
  ]);
});

it('writes a list and its parts into one cell', () => {
  const text = spreadsheet([entry('a', { where: ['arm', 'leg'], day: { hard: 1 } })]);
  expect(text).toContain('"hard 1","arm; leg"');
});
