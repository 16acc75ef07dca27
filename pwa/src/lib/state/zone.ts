/** Whether the phone's clock goes by another zone than the journal, as on a trip. */
import { deviceZone } from '../core/days.ts';
import { store, stored, type JournalInfo } from './stored.ts';

const HALF_YEAR_MS = 182 * 86_400_000;

function clockIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short'
  }).format(at);
}

/** One place may have two names; only clocks that differ matter, now or in half a year. */
export function clocksDiffer(one: string, other: string, now: number): boolean {
  if (one === other) return false;
  try {
    return [now, now + HALF_YEAR_MS].some((at) => clockIn(one, at) !== clockIn(other, at));
  } catch {
    // A name that this browser does not know: nothing can be said.
    return false;
  }
}

/** The phone's zone, where the person is to be asked about it; undefined where not. */
export function newZone(journal: JournalInfo | null, now: number): string | undefined {
  const here = deviceZone();
  if (!journal || stored('daybook.zone')?.kept === here) return undefined;
  return clocksDiffer(here, journal.time_zone, now) ? here : undefined;
}

/** The journal stays with its own zone while the phone is in this one. */
export function keepZone(here: string): void {
  store('daybook.zone', { kept: here });
}

/** "New York" of "America/New_York". */
export const placeOf = (name: string): string =>
  name.split('/').at(-1)?.replaceAll('_', ' ') ?? name;
