/**
 * "Same as yesterday": which of yesterday's notes may be taken over with one tap. Copying flattens a
 * record, so whatever was bad, decides how urgent something is, or is a number, is asked anew.
 */
import { addDays, type Day } from '../core/days.ts';
import type { Body, EntryType } from '../sync/types.ts';

export interface Noted {
  id: string;
  type: EntryType;
  local_date: Day;
  body: Body;
}

export interface Offer<E extends Noted = Noted> {
  /** Taken over unless the survivor takes the tick away. */
  same: E[];
  /** Copied three days in a row: is it still so? */
  still: E[];
  /** Too bad, or too grave, to be copied. */
  anew: E[];
}

/** From this level on it is asked again. */
const BAD = 3;
const LITTLE_EATEN = 25;
/** So many copies in a row, and the next one is a question. */
const IN_A_ROW = 3;

const TAKEN: Partial<Record<EntryType, readonly string[]>> = {
  symptom: ['symptom', 'severity', 'interference', 'amount', 'frequency', 'present', 'site'],
  checkin: ['overall', 'all_clear'],
  sleep: ['quality', 'hours'],
  diet: ['intake_percent'],
  activity: ['minutes', 'intensity']
};
const SCORES = ['severity', 'interference', 'amount', 'frequency', 'overall', 'quality'];

/** What it is about: of one thing, one note a day is offered. */
export const aboutOf = ({ type, body }: Noted): string =>
  type === 'symptom' ? `symptom ${String(body['symptom'])}` : type;

const isBad = ({ body }: Noted): boolean =>
  SCORES.some((score) => Number(body[score] ?? 0) >= BAD) ||
  Number(body['intake_percent'] ?? 100) <= LITTLE_EATEN;

/**
 * Sorts yesterday's notes. `entries` are those of the last days, the newest first; `isGrave` tells
 * the symptoms that must be looked at each time. What was noted today already is left out.
 */
export function offer<E extends Noted>(
  entries: readonly E[],
  today: Day,
  isGrave: (symptom: string) => boolean
): Offer<E> {
  const on = (ago: number): E[] =>
    entries.filter(({ local_date }) => local_date === addDays(today, -ago));
  const done = new Set(on(0).map(aboutOf));
  const sorted: Offer<E> = { same: [], still: [], anew: [] };
  const known = new Set<string>();
  for (const entry of on(1)) {
    const about = aboutOf(entry);
    if (!TAKEN[entry.type] || done.has(about) || known.has(about)) continue;
    known.add(about);
    const ofDay = (ago: number): E[] => on(ago).filter((one) => aboutOf(one) === about);
    const wasCopied = (ago: number): boolean =>
      ofDay(ago).length > 0 && ofDay(ago).every(({ body }) => body['copied'] === true);
    const grave = entry.type === 'symptom' && isGrave(String(entry.body['symptom']));
    if (grave || ofDay(1).some(isBad)) sorted.anew.push(entry);
    else if (Array.from({ length: IN_A_ROW }, (_, at) => at + 1).every(wasCopied))
      sorted.still.push(entry);
    else sorted.same.push(entry);
  }
  return sorted;
}

/** The body of a note taken over; words, what helped and how it began stay with their own day. */
export function copyOf({ type, body }: Noted, copied: boolean): Body {
  const kept = Object.entries(body).filter(([key]) => TAKEN[type]?.includes(key));
  const secret = body['private'] === true ? { private: true } : {};
  return { ...Object.fromEntries(kept), ...secret, ...(copied ? { copied: true } : {}) };
}
