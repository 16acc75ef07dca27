import catalogue from 'virtual:daybook/catalogue';
import { expect, it } from 'vitest';
import { find } from './search.ts';

const slugs = (words: string, lang: 'en' | 'es' = 'en'): string[] =>
  find(catalogue.symptoms, words, lang).map(({ slug }) => slug);

it('finds a symptom by its name and by what people call it', () => {
  expect(slugs('pain')[0]).toBe('pain');
  expect(slugs('throwing')).toContain('vomiting');
  expect(slugs('I was throwing up last night')[0]).toBe('vomiting');
  expect(slugs('out of breath')).toEqual(['shortness_of_breath']);
});

it('does not mind accents and capitals', () => {
  expect(slugs('NAUSEA', 'es')).toContain('nausea');
  expect(slugs('vomito', 'es')).toContain('vomiting');
});

it('lists everything when nothing is typed, and nothing when nothing fits', () => {
  expect(slugs('  ')).toHaveLength(catalogue.symptoms.length);
  expect(slugs('qqqq')).toEqual([]);
});

it('leads people who think of hurting themselves to help', () => {
  expect(slugs('want to die')).toContain('self_harm_thoughts');
});
