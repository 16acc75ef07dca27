/** Finding notes again: by words, by kind, and from a day backwards. */
import type { Day } from '../core/days.ts';
import { plain } from '../core/plain.ts';
import type { Entry } from '../sync/types.ts';
import { noteOf, titleOf, wordsOf } from './describe.ts';
import type { Units } from './measures.ts';

export interface Asked {
  /** "" for every word. */
  words: string;
  /** "" for every kind. */
  type: string;
  /** The newest day to show; "" for today. */
  until: Day;
}

export const NOTHING_ASKED: Asked = { words: '', type: '', until: '' };

/** Whether an entry is one of those asked for; each word must stand in what the list shows of it. */
export function matches(entry: Entry, { words, type, until }: Asked, units: Units): boolean {
  if (type !== '' && entry.type !== type) return false;
  if (until !== '' && entry.local_date > until) return false;
  if (words.trim() === '') return true;
  const text = plain(`${titleOf(entry)} ${wordsOf(entry, units)} ${noteOf(entry)}`);
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
