/** Small steps that many rules share: what a report says, and how a finding is made of reports. */
import { has, ids, inOrder, isWithin, levelOf, number, reports, score, todayOf } from './history.ts';
import { daysBetween } from '../core/days.ts';
import type { Facts, Found, Journal, Reading, RuleSpec, Urgency } from './types.ts';

export type Rule = (journal: Journal, spec: RuleSpec, earlier: readonly Found[]) => Found[];

/** The level of a report; one without an answer that has a level counts as 0. */
export function level(report: Reading): number {
  return levelOf(report) ?? 0;
}

export function slugOf(report: Reading): string {
  return String(report.body['symptom']);
}

/** Whether the level of a report is above the person's usual level. */
export function isAbove(journal: Journal, report: Reading): boolean {
  return level(report) > (journal.profile.baseline?.[slugOf(report)] ?? 0);
}

/** The reports of a symptom within the rule's own hours. */
export function recent(journal: Journal, spec: RuleSpec, slug: string): Reading[] {
  const hours = number(spec, 'within_hours');
  return reports(journal, slug).filter((report) => isWithin(journal, report, hours));
}

/** Whether the day of an entry is today or one of the days before. */
export function isInLast(journal: Journal, reading: Reading, days: number): boolean {
  return daysBetween(reading.local_date, todayOf(journal)) < days;
}

export function reportsInLast(journal: Journal, slug: string, days: number): Reading[] {
  return reports(journal, slug).filter((report) => isInLast(journal, report, days));
}

/** The newest of the entries; of those at one moment, the last in the fixed order. */
export function newest(readings: readonly Reading[]): Reading | undefined {
  return inOrder(readings).at(-1);
}

/** The entry with the highest value, of equals the newest. */
export function highest(
  readings: readonly Reading[],
  value: (reading: Reading) => number
): Reading | undefined {
  return inOrder(readings).reduce<Reading | undefined>(
    (best, next) => (best && value(best) > value(next) ? best : next),
    undefined
  );
}

export function worst(used: readonly Reading[]): Reading | undefined {
  return highest(used, level);
}

export function finding(
  spec: RuleSpec,
  urgency: Urgency,
  used: readonly Reading[],
  rest: {
    subject?: string | null;
    level?: number | null;
    uses?: Iterable<string>;
    facts: Facts;
  }
): Found {
  return {
    rule: spec.id,
    concept: spec.concept,
    urgency,
    subject: rest.subject ?? null,
    level: rest.level ?? null,
    evidence: ids(used),
    facts: rest.facts,
    uses: [...(rest.uses ?? [])]
  };
}

/** A finding on one symptom from its reports; the day is that of the worst of them. */
export function about(
  spec: RuleSpec,
  urgency: Urgency,
  slug: string,
  used: readonly Reading[],
  facts: Facts = {}
): Found[] {
  const shown = worst(used);
  if (!shown) return [];
  return [
    finding(spec, urgency, used, {
      subject: slug,
      level: level(shown),
      uses: [slug],
      facts: { symptom: slug, on: shown.local_date, ...facts }
    })
  ];
}

/** Whether one of these rules has found something that speaks for the symptom. */
export function wasUsed(slug: string, earlier: readonly Found[], ...rules: string[]): boolean {
  return earlier.some((found) => rules.includes(found.rule) && found.uses.includes(slug));
}

export interface NewestDay {
  readonly on: string;
  readonly level: number;
  readonly readings: readonly Reading[];
}

/** The newest day with a level among these reports, none after a newer all-clear. */
export function newestDay(journal: Journal, among: readonly Reading[]): NewestDay | null {
  const levelled = inOrder(among).filter((report) => levelOf(report) !== null);
  const on = levelled.at(-1)?.local_date;
  const isCleared = journal.readings.some(
    ({ type, body, local_date }) =>
      type === 'checkin' && body['all_clear'] === true && local_date > (on ?? '')
  );
  if (on === undefined || isCleared) return null;
  const readings = levelled.filter((report) => report.local_date === on);
  return { on, level: Math.max(...readings.map(level)), readings };
}

/** The newest day of these reports when it is within the last days and above 0. */
export function active(
  journal: Journal,
  among: readonly Reading[],
  days: number
): NewestDay | null {
  const day = newestDay(journal, among);
  if (!day || day.level === 0 || daysBetween(day.on, todayOf(journal)) >= days) return null;
  return day;
}

export { has, number, score };
