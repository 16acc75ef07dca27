/** When an appointment is, in words; for pages that have loaded the words of visits. */
import { dayOf, daysBetween, type Day } from '../core/days.ts';
import type { Appointment } from '../entries/appointments.ts';
import { titleOf } from '../entries/describe.ts';
import { lang, t } from '../i18n/index.ts';
import { clock } from '../i18n/words.ts';

/** "Tuesday, December 1", with the year when it is another one. */
export function visitDay(day: Day, today: Day = dayOf(new Date())): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const text = new Intl.DateTimeFormat(lang(), {
    ...{ weekday: 'long', day: 'numeric', month: 'long' },
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' })
  }).format(new Date(year, month - 1, date));
  return text.charAt(0).toLocaleUpperCase(lang()) + text.slice(1);
}

/** The same inside a sentence. */
export function dayInside(day: Day): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Intl.DateTimeFormat(lang(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long'
  }).format(new Date(year, month - 1, date));
}

/** "Tuesday, December 1, 10:30 AM". */
export function whenWords({ on, at }: Pick<Appointment, 'on' | 'at'>): string {
  return at === undefined ? visitDay(on) : `${visitDay(on)}, ${clock(`${on}T${at}`)}`;
}

/** "In 9 days"; of one that is over, nothing. */
export function inWords(on: Day, today: Day): string {
  const n = daysBetween(today, on);
  if (n < 0) return '';
  if (n === 0) return t('day.today');
  return n === 1 ? t('myvisit.tomorrow') : t('myvisit.in', { n });
}

/** With whom it is, or what it is. */
export function whoWords({ body }: Pick<Appointment, 'body'>): string {
  return String(body['with_whom'] ?? '') || titleOf({ type: 'appointment', body });
}
