/** Days, times, lists and numbers in the page's language. */
import { addDays, dayOf, daysBetween, type Day } from '../core/days.ts';
import { lang, t } from './index.ts';

function dateOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** "today", "yesterday", a weekday for the last six days, else a date. */
export function dayWord(day: Day, today: Day = dayOf(new Date())): string {
  const ago = daysBetween(day, today);
  if (ago === 0) return t('day.today');
  if (ago === 1) return t('day.yesterday');
  const options: Intl.DateTimeFormatOptions =
    ago > 0 && ago < 7
      ? { weekday: 'long' }
      : { day: 'numeric', month: 'long', ...(ago > 300 || ago < 0 ? { year: 'numeric' } : {}) };
  return new Intl.DateTimeFormat(lang(), options).format(dateOf(day));
}

/** "Tuesday, November 17", with the year when it is another one. */
export function dayTitle(day: Day): string {
  const today = dayOf(new Date());
  if (day === today || day === addDays(today, -1)) return dayWord(day, today);
  const options: Intl.DateTimeFormatOptions =
    day.slice(0, 4) === today.slice(0, 4)
      ? { weekday: 'long', day: 'numeric', month: 'long' }
      : { day: 'numeric', month: 'long', year: 'numeric' };
  const text = new Intl.DateTimeFormat(lang(), options).format(dateOf(day));
  return text.charAt(0).toLocaleUpperCase(lang()) + text.slice(1);
}

/** The clock time of an RFC 3339 instant as it was where the entry was made. */
export function clock(occurredAt: string): string {
  const [hours = 0, minutes = 0] = occurredAt.slice(11, 16).split(':').map(Number);
  const at = new Date(2000, 0, 1, hours, minutes);
  return new Intl.DateTimeFormat(lang(), { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** The clock time of an instant of the server, where this device is. */
export function timeOf(instant: string): string {
  return new Intl.DateTimeFormat(lang(), { hour: 'numeric', minute: '2-digit' }).format(
    new Date(instant)
  );
}

/** An instant of the server, in this device's time. */
export function moment(instant: string): string {
  const day = dayWord(dayOf(new Date(instant)));
  return t('when.at', { day, time: timeOf(instant) });
}

/** "a, b and c". */
export function list(words: readonly string[]): string {
  return new Intl.ListFormat(lang(), { type: 'conjunction' }).format(words);
}

export function number(value: number, digits = 1): string {
  return value.toLocaleString(lang(), { maximumFractionDigits: digits });
}
