/** A reminder in a plain sentence: "Every Sunday at 18:00: weekly check-in". */
import type { Reminder } from '../api/shapes.ts';
import { lang, t } from '../i18n/index.ts';
import { clock, list } from '../i18n/words.ts';

type Timed = Pick<Reminder, 'kind' | 'label' | 'days' | 'wall_time'>;
const DAYS = 7;

/** The weekdays in words, Monday first, as the server numbers them. */
export function weekdays(): string[] {
  const name = new Intl.DateTimeFormat(lang(), { weekday: 'long' });
  // 4 January 2021 was a Monday.
  return Array.from({ length: DAYS }, (_, i) => name.format(new Date(2021, 0, 4 + i)));
}

export const isDaily = ({ days }: Pick<Reminder, 'days'>): boolean => days.length === DAYS;

function when({ kind, days, wall_time }: Timed): string {
  const time = clock(`2021-01-04T${wall_time}`);
  if (kind === 'test') return t('remind.tests.when', { time });
  if (isDaily({ days })) return t('remind.daily', { time });
  const names = weekdays();
  return t('remind.every', { days: list(days.map((day) => names[day] ?? '')), time });
}

/** What it is for; the person's own words where there are some. */
export function whatFor({ kind, label, days }: Pick<Timed, 'kind' | 'label' | 'days'>): string {
  if (kind === 'checkin') return t(isDaily({ days }) ? 'remind.kind.nudge' : 'remind.kind.checkin');
  if (kind === 'test') return t('remind.kind.test');
  return label || t(kind === 'medication' ? 'remind.kind.medication' : 'remind.kind.own');
}

export function sentence(reminder: Timed): string {
  return t('remind.line', { when: when(reminder), what: whatFor(reminder) });
}
