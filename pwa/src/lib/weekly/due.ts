/** When the weekly check-in is offered. Pure. */
import { addDays, daysBetween, type Day } from '../core/days.ts';
import type { Entry } from '../sync/types.ts';
import { CORE } from './items.ts';

type Noted = Pick<Entry, 'type' | 'local_date' | 'body'>;

export interface Rhythm {
  /** So many days lie between two. */
  every: number;
  /** The weekdays of the reminder, 0 is Monday; none when no day was chosen. */
  weekdays: readonly number[];
}

export const WEEKLY = 7;

/**
 * The newest day that answers all that a check-in asks of everybody: by "none of my symptoms", or
 * symptom by symptom, on whichever phone.
 */
export function answeredOn(entries: readonly Noted[]): Day | undefined {
  const days = new Map<Day, Set<string>>();
  for (const { type, local_date, body } of entries) {
    const known = days.get(local_date) ?? new Set();
    days.set(local_date, known);
    if (type === 'symptom') known.add(String(body['symptom']));
    else if (type === 'checkin' && body['all_clear'] === true)
      CORE.forEach((slug) => known.add(slug));
  }
  const whole = [...days].filter(([, slugs]) => CORE.every((slug) => slugs.has(slug)));
  return whole
    .map(([day]) => day)
    .sort()
    .at(-1);
}

function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The newest day up to today that is a chosen weekday. */
function chosenDay(today: Day, weekdays: readonly number[]): Day | undefined {
  return Array.from({ length: 7 }, (_, ago) => addDays(today, -ago)).find((day) =>
    weekdays.includes(weekdayOf(day))
  );
}

/**
 * Whether one is due: on its day and until it is done, and never within six days of the last one.
 * The first comes a week after the first note, or on the first chosen day after it.
 */
export function isDue(
  { every, weekdays }: Rhythm,
  today: Day,
  last: Day | undefined,
  firstNote: Day | undefined
): boolean {
  const begun = last ?? firstNote;
  if (begun === undefined) return false;
  const chosen = weekdays.length < 7 ? chosenDay(today, weekdays) : undefined;
  if (chosen === undefined) return daysBetween(begun, today) >= every;
  if (chosen <= begun) return false;
  return last === undefined || daysBetween(last, today) >= every - 1;
}
