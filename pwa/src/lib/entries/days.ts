/** Entries by day, for a list that runs from new to old. Pure. */
import { addDays, daysBetween, type Day } from '../core/days.ts';

/** So many days in a row with no note are worth a line. */
const QUIET_DAYS = 3;

export interface NotedDay<E> {
  day: Day;
  entries: E[];
  /** The days between this one and the newer one before it, when they are many. */
  quiet: { from: Day; to: Day } | undefined;
}

/** Groups entries, which come newest first. */
export function byDay<E extends { local_date: Day }>(entries: readonly E[]): NotedDay<E>[] {
  const days: NotedDay<E>[] = [];
  for (const entry of entries) {
    const day = entry.local_date;
    const last = days.at(-1);
    if (last?.day === day) {
      last.entries.push(entry);
      continue;
    }
    const many = last && daysBetween(day, last.day) > QUIET_DAYS;
    const quiet = many ? { from: addDays(day, 1), to: addDays(last.day, -1) } : undefined;
    days.push({ day, entries: [entry], quiet });
  }
  return days;
}
