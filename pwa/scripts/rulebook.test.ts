import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../src/lib/rules/en.json';
import es from '../src/lib/rules/es.json';
import { ruleData, ruleIn, type Facts, type Lists, type RuleWords } from '../src/lib/rules/book.ts';
import { ruleFacts, ruleLists, ruleWords } from './rulebook.ts';

const facts = ruleFacts() as unknown as Facts;
const lists = ruleLists() as unknown as Lists;
const inWords = (lang: string): RuleWords => ruleWords(lang) as unknown as RuleWords;
const books = { en: ruleData(facts, inWords('en')), es: ruleData(facts, inWords('es')) };
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
    const { watch, sets, nodes } = lists;
    const listed = [
      ...Object.keys(watch).map((cancer) => `cancer.${cancer}`),
      ...nodes.map(([cancer]) => `cancer.${cancer}`),
      ...sets.map(([name]) => `set.${name}`),
      ...sets.flatMap(([, kind, members]) =>
        kind === 'cancer' || kind === 'treatment' ? members.map((one) => `${kind}.${one}`) : []
      )
    ];
    const wanted = [...new Set([...asked, ...listed])];
    expect(wanted.filter((word) => !words[lang].includes(word))).toEqual([]);
    const unsaid = [
      ...nodes.flatMap(([, sites, regions]) => [...sites, ...regions]),
      ...sets.flatMap(([, kind, members]) => (kind === 'named' ? members : [])),
      ...Object.keys(lists.units)
    ].filter((slug) => !book.named[slug]);
    expect(unsaid).toEqual([]);
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

/** The rows of a table of docs/rules.md, by what stands in their first cell. */
function rows(title: string): string[][] {
  const [, text = ''] = docs.split(`${title}`);
  return (text.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(2, -2).replaceAll('`', '').split(' | '));
}

it('lists what docs/rules.md lists', () => {
  const { watch, own, always, sets, nodes, cooldowns, units, order } = lists;
  const joined = (items: readonly string[]): string => items.join(', ');
  expect(rows('\n## Watch lists')).toEqual(
    Object.entries(watch).map(([cancer, slugs]) => [
      cancer,
      joined(slugs),
      own.includes(cancer) ? 'yes' : ''
    ])
  );
  expect(rows('\n## Sets')).toEqual(sets.map(([name, , members]) => [name, joined(members)]));
  expect(rows('\n## Node regions')).toEqual(
    nodes.map(([cancer, sites, regions, same]) => [
      ...[cancer, joined(sites) || 'any', joined(regions)],
      same ? 'yes' : 'no'
    ])
  );
  expect(rows('\n| Level | Cooldown').slice(0, 5)).toEqual(
    Object.entries(cooldowns).map(([level, of]) => [
      level,
      ...Object.entries(of).map(([unit, n]) => `${n} ${unit}`)
    ])
  );
  expect(rows('\n| Test | Units')).toEqual(
    Object.entries(units).map(([test, of]) => [test, joined(of)])
  );
  expect(docs).toContain(order.join(', then '));
  always.forEach((slug) => expect(docs).toContain(`\`${slug}\``));
});

it('opens the rule that the address names', () => {
  expect(ruleIn('#F19', books.en)?.id).toBe('F19');
  expect([ruleIn('', books.en), ruleIn('#F99', books.en)]).toEqual([undefined, undefined]);
});
