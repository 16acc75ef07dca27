/** Finds symptoms by the words that people use. */
import builtIn from 'virtual:daybook/synonyms';
import { plain } from '../core/plain.ts';
import type { FullTerm } from '../flagging/data.ts';
import type { Lang } from '../i18n/format.ts';

/** 0 for no match; more for a match nearer to the start of the name. */
function score(term: FullTerm, words: string, lang: Lang): number {
  const name = plain(term.name[lang]);
  if (name.startsWith(words)) return 4;
  if (name.includes(words)) return 3;
  const others = ((term.synonyms ?? builtIn[term.slug])?.[lang] ?? []).map(plain);
  if (others.some((other) => other.includes(words))) return 2;
  // "I was throwing up" holds a synonym; "up" alone must not find everything.
  return [name, ...others].some((other) => other.length > 3 && words.includes(other)) ? 1 : 0;
}

/** The symptoms that fit, best first; all of them when nothing was typed. */
export function find(terms: readonly FullTerm[], typed: string, lang: Lang): FullTerm[] {
  const words = plain(typed);
  if (words === '') return [...terms];
  return terms
    .map((term) => ({ term, points: score(term, words, lang) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ term }) => term);
}
