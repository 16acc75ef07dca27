/** The definitions of the rule set that single-entry rules need; the server has the rest. */
import { addDays, daysBetween } from '../core/days.ts';
import type { Journal, Reading, RuleSpec } from './types.ts';

const HOUR_MS = 3_600_000;

export function number(spec: RuleSpec, name: string): number {
  const value = spec.thresholds[name];
  if (typeof value !== 'number') throw new Error(`rule ${spec.id} has no number ${name}`);
  return value;
}

export function list(spec: RuleSpec, name: string): readonly string[] {
  const value = spec.thresholds[name];
  return typeof value === 'object' ? value : [];
}

/** A score of the body; missing counts as 0. */
export function score(reading: Reading, attribute: string): number {
  const value = reading.body[attribute];
  return typeof value === 'number' ? value : 0;
}

export function has(reading: Reading, qualifier: string): boolean {
  const qualifiers = reading.body['qualifiers'];
  return Array.isArray(qualifiers) && qualifiers.includes(qualifier);
}

/** The level of a report, null when it answers nothing that has a level. */
export function levelOf(reading: Reading): number | null {
  for (const attribute of ['severity', 'interference', 'amount', 'frequency']) {
    const value = reading.body[attribute];
    if (typeof value === 'number') return value;
  }
  const present = reading.body['present'];
  return typeof present === 'boolean' ? (present ? 2 : 0) : null;
}

/** Oldest first; those of one moment in a fixed order. */
export function inOrder(readings: readonly Reading[]): Reading[] {
  if (readings.length < 2) return [...readings];
  return [...readings].sort(
    (a, b) =>
      a.local_date.localeCompare(b.local_date) ||
      Date.parse(a.at) - Date.parse(b.at) ||
      a.id.localeCompare(b.id)
  );
}

export function ids(readings: readonly Reading[]): string[] {
  return [...new Set(inOrder(readings).map((reading) => reading.id))];
}

// Asked for every entry by every rule, and slow to work out.
const days = new WeakMap<Journal, string>();

/** Today in the person's own zone. */
export function todayOf(journal: Journal): string {
  let today = days.get(journal);
  if (today === undefined) {
    const timeZone = journal.profile.timezone ?? 'UTC';
    today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(journal.now);
    days.set(journal, today);
  }
  return today;
}

export function isWithin(journal: Journal, reading: Reading, hours: number): boolean {
  return Date.parse(reading.at) >= journal.now - hours * HOUR_MS;
}

export function areNear(one: Reading, other: Reading, hours: number): boolean {
  return Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= hours * HOUR_MS;
}

const bySlug = new WeakMap<Journal, Map<string, Reading[]>>();

/** Every report of a symptom. */
export function reports(journal: Journal, slug: string): readonly Reading[] {
  let index = bySlug.get(journal);
  if (!index) {
    index = new Map();
    for (const reading of journal.readings) {
      if (reading.type !== 'symptom') continue;
      const key = String(reading.body['symptom']);
      const known = index.get(key);
      if (known) known.push(reading);
      else index.set(key, [reading]);
    }
    bySlug.set(journal, index);
  }
  return index.get(slug) ?? [];
}

/** Entries timed after now are held back, and of the rest the readings the rules may use. */
export function withoutFuture(journal: Journal): Journal {
  const readings = journal.readings.filter((reading) => Date.parse(reading.at) <= journal.now);
  return { ...journal, readings };
}

/** Whether a treatment of the whole body runs on a day, or ended a short while before. */
export function isOnSystemicTreatment({ profile, rules }: Journal, day: string): boolean {
  return !!profile.treatments?.some(
    ({ kind, start, end }) =>
      rules.sets.systemic_treatment.includes(kind) &&
      start <= day &&
      (!end || day <= addDays(end, rules.definitions.systemic_after_days))
  );
}

export type Risk = 'treatment' | 'low_count' | 'risk';

/** Why the infection risk was high on a day, and by which blood count; null if it was not. */
export function infectionRisk(
  journal: Journal,
  day: string
): { why: Risk; count: Reading | null } | null {
  const { profile } = journal;
  if (isOnSystemicTreatment(journal, day)) return { why: 'treatment', count: null };
  const count = lowCount(journal, day) ?? lowCount(journal, todayOf(journal));
  if (count) return { why: 'low_count', count };
  return profile.infection_risk_flags?.length ? { why: 'risk', count: null } : null;
}

function lowCount(journal: Journal, until: string): Reading | null {
  const { anc_days, anc_low, units } = journal.rules.definitions;
  let newest: Reading | null = null;
  let value = 0;
  for (const lab of inOrder(journal.readings)) {
    const age = daysBetween(lab.local_date, until);
    const unit = String(lab.body['unit'] ?? '').toLowerCase().replace(/\s/g, '');
    const factor = unit ? units['anc']?.[unit] : 1;
    if (lab.type !== 'lab' || lab.body['analyte'] !== 'anc' || age < 0 || age >= anc_days) continue;
    if (factor === undefined || typeof lab.body['value'] !== 'number') continue;
    newest = lab;
    value = lab.body['value'] * factor;
  }
  return newest && value < anc_low ? newest : null;
}
