import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../src/lib/rules/en.json';
import es from '../src/lib/rules/es.json';
import { ruleIn, type RuleData } from '../src/lib/rules/book.ts';
import { rulebook } from './rulebook.ts';

const books = {
  en: rulebook('en') as unknown as RuleData,
  es: rulebook('es') as unknown as RuleData
};
const words = { en: Object.keys(en), es: Object.keys(es) };
const docs = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');

/** The part of docs/rules.md about one rule. */
function section(id: string): string {
  const [, text = ''] = docs.split(`\n## ${id} `);
  return text.split('\n## ')[0] ?? '';
}

describe.each(['en', 'es'] as const)('the book of rules in %s', (lang) => {
  const book = books[lang];

  it('has every rule with words, a known mark, and sources that are explained', () => {
    expect(book.rules).toHaveLength(40);
    for (const rule of book.rules) {
      expect(rule.title, rule.id).toBeTruthy();
      expect(rule.says.join(' ').length, rule.id).toBeGreaterThan(20);
      rule.sources.forEach((key) => expect(book.sources[key]?.title, key).toBeTruthy());
    }
  });

  it('finds words for everything that it names', () => {
    const asked = book.rules.flatMap(({ group, where, evidence }) => [
      ...[`group.${group}`, `where.${where}`],
      ...Object.entries(evidence).flatMap(([part, mark]) => [
        ...(part ? [`part.${part}`] : []),
        `mark.${mark}`
      ])
    ]);
    expect([...new Set(asked)].filter((word) => !words[lang].includes(word))).toEqual([]);
  });

  it('names the five levels, with no place left to fill', () => {
    expect(book.levels).toHaveLength(5);
    expect(JSON.stringify([book.levels, book.closing])).not.toMatch(/[{}]/);
  });
});

it('says what docs/rules.md says', () => {
  const { version, rules } = books.en;
  expect(docs).toContain(`# Flag rules, version ${version}`);
  for (const { id, title, says, usual, muted, evidence, sources, numbers } of rules) {
    const page = section(id);
    expect(page.startsWith(title), id).toBe(true);
    expect(page).toContain(says.join(' '));
    expect(page).toContain(`| Usual level | ${usual ? 'must be passed' : 'not used'} |`);
    expect(page).toContain(`| In hospice or comfort focus | ${muted ? 'muted' : 'runs'} |`);
    expect(page).toContain(`| Evidence | ${evidence['']},`);
    sources.forEach((key) => expect(page).toContain(key));
    Object.keys(numbers).forEach((name) => expect(page).toContain(`\n| \`${name}\` |`));
  }
});

it('opens the rule that the address names', () => {
  expect(ruleIn('#F19', books.en)?.id).toBe('F19');
  expect([ruleIn('', books.en), ruleIn('#F99', books.en)]).toEqual([undefined, undefined]);
});
