import { expect, test } from 'vitest';
import { readCatalogue, readJson } from '../flags/testing/data.ts';
import { summaryGrade } from './grade.ts';
import type { Attribute } from './types.ts';

const { grade_tables: tables } = readCatalogue();
const { rows } = readJson<{
  rows: { attributes: Attribute[]; scores: Record<string, unknown>; grade: number | null }[];
}>('tests/vectors/grade.json');

test('every row has the grade that the server gives', () => {
  for (const { attributes, scores, grade } of rows) {
    expect(summaryGrade(tables, attributes, scores), JSON.stringify(scores)).toBe(grade);
  }
  expect(rows.filter(({ attributes }) => !attributes.includes('amount'))).toHaveLength(187);
});

test('a score outside the scale has no grade', () => {
  expect(summaryGrade(tables, ['severity'], { severity: 5 })).toBeNull();
  expect(summaryGrade(tables, ['severity'], { severity: 'bad' })).toBeNull();
  expect(summaryGrade(tables, [], {})).toBeNull();
});
