/** What a week holds, counted; nothing is judged. */
import { addDays, type Day } from '../core/days.ts';
import type { Entry } from '../sync/types.ts';

type Noted = Pick<Entry, 'type' | 'local_date' | 'body'>;

export interface Week {
  notes: number;
  /** On how many days something was noted. */
  days: number;
  /** Each symptom that was there, and on how many days; the most days first. */
  symptoms: { slug: string; days: number }[];
}

export function mondayOf(day: Day): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** A symptom that was looked for and was not there does not count. */
const isThere = ({ type, body }: Noted): boolean => type === 'symptom' && body['severity'] !== 0;

export function countWeek(entries: readonly Noted[]): Week {
  const days = new Map<string, Set<Day>>();
  for (const entry of entries.filter(isThere)) {
    const slug = String(entry.body['symptom']);
    days.set(slug, (days.get(slug) ?? new Set()).add(entry.local_date));
  }
  return {
    notes: entries.length,
    days: new Set(entries.map(({ local_date }) => local_date)).size,
    symptoms: [...days]
      .map(([slug, on]) => ({ slug, days: on.size }))
      .sort((a, b) => b.days - a.days || a.slug.localeCompare(b.slug))
  };
}
