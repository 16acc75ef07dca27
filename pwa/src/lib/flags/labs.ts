/** F30 and F32, markers and blood counts; the logic and its sources are in the server's rules. */
import { inOrder, isOnSystemicTreatment } from './history.ts';
import { finding, isInLast, newest, number, type Rule } from './parts.ts';
import type { Facts, Found, Journal, Reading, RuleSpec, Urgency } from './types.ts';

/** One usable result; the range is in the same unit as the value, null where not given. */
interface Result {
  readonly on: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly reading: Reading;
}

function analyteOf(reading: Reading): string {
  return String(reading.body['analyte'] ?? '')
    .trim()
    .toLowerCase();
}

function labsOf(journal: Journal): [string, Reading[]][] {
  const found = new Map<string, Reading[]>();
  for (const reading of journal.readings) {
    if (reading.type !== 'lab') continue;
    const analyte = analyteOf(reading);
    found.set(analyte, [...(found.get(analyte) ?? []), reading]);
  }
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

function numeric(reading: Reading, name: string): number | null {
  const value = reading.body[name];
  return typeof value === 'number' ? value : null;
}

/** The usable results, newest first: of each day the latest; units null for any unit. */
function results(
  readings: readonly Reading[],
  units: Readonly<Record<string, number>> | null,
  gravest: 1 | -1
): Result[] {
  const byDay = new Map<string, Result>();
  for (const reading of inOrder(readings)) {
    const value = numeric(reading, 'value');
    const unit = String(reading.body['unit'] ?? '').toLowerCase().replace(/\s/g, '');
    const factor = unit && units ? units[unit] : 1;
    if (value === null || factor === undefined) continue;
    const known = byDay.get(reading.local_date);
    const isSame = known && Date.parse(known.reading.at) === Date.parse(reading.at);
    if (isSame && gravest * value * factor < gravest * known.value) continue;
    const [low, high] = [numeric(reading, 'ref_low'), numeric(reading, 'ref_high')];
    byDay.set(reading.local_date, {
      on: reading.local_date,
      value: value * factor,
      low: low === null ? null : low * factor,
      high: high === null ? null : high * factor,
      reading
    });
  }
  return [...byDay.values()].sort((a, b) => b.on.localeCompare(a.on));
}

function isBeyond({ value, low, high }: Result): boolean {
  return (high !== null && value > high) || (low !== null && value < low);
}

export const markerAbove: Rule = (journal, spec) =>
  labsOf(journal).flatMap(([analyte, readings]) => {
    if (!journal.rules.sets.markers.includes(analyte)) return [];
    const known = results(readings, journal.rules.definitions.units[analyte] ?? {}, 1);
    const last = known[0];
    if (!last || !isInLast(journal, last.reading, number(spec, 'newest_days'))) return [];
    if (analyte === 'psa' && journal.profile.cancer_type === 'prostate') {
      return psa(journal, spec, known, last);
    }
    if (last.high === null || last.value <= last.high) return [];
    const limit = numeric(last.reading, 'ref_high');
    return marker(spec, analyte, last, [], { saw: 'range', limit });
  });

function psa(journal: Journal, spec: RuleSpec, known: readonly Result[], last: Result): Found[] {
  if (wasRemoved(journal, last.on)) {
    const limit = number(spec, 'psa_removed');
    return last.value >= limit ? marker(spec, 'psa', last, [], { saw: 'removed', limit }) : [];
  }
  const ends = (journal.profile.treatments ?? [])
    .filter(({ kind, end }) => kind === 'radiation' && end && end <= last.on)
    .map(({ end }) => end ?? '')
    .sort();
  const ended = ends.at(-1);
  if (ended === undefined) return [];
  const lowest = known
    .filter(({ on }) => on >= ended)
    .reduce((best, next) => (next.value < best.value ? next : best), last);
  const rise = Math.round((last.value - lowest.value) * 1e4) / 1e4;
  if (rise < number(spec, 'psa_over_lowest')) return [];
  const limit = numeric(lowest.reading, 'value');
  return marker(spec, 'psa', last, [lowest.reading], { saw: 'radiation', limit });
}

/** An operation counts when its detail is empty or names the prostate. */
function wasRemoved({ profile, rules }: Journal, day: string): boolean {
  return !!profile.treatments?.some(
    ({ kind, detail, start }) =>
      kind === 'surgery' &&
      start <= day &&
      (!detail || rules.sets.prostatectomy.some((word) => detail.toLowerCase().includes(word)))
  );
}

function marker(
  spec: RuleSpec,
  analyte: string,
  last: Result,
  more: readonly Reading[],
  facts: Facts
): Found[] {
  const value = numeric(last.reading, 'value');
  return [
    finding(spec, 'this_week', [last.reading, ...more], {
      subject: analyte,
      facts: { analyte, value, on: last.on, ...facts }
    })
  ];
}

/** Other tests, out of range twice, need history: the server has that part. */
export const outOfRange: Rule = (journal, spec) =>
  labsOf(journal).flatMap(([analyte, readings]) => {
    const { sets, definitions } = journal.rules;
    if (analyte === 'urine_blood') return urine(journal, spec, readings);
    const isCount = sets.counts.includes(analyte);
    if (!isCount && analyte !== 'bilirubin') return [];
    const units = isCount ? (definitions.units[analyte] ?? {}) : null;
    const [last] = results(readings, units, isCount && analyte !== 'wbc' ? -1 : 1);
    if (!last || !isInLast(journal, last.reading, number(spec, 'newest_days'))) return [];
    const urgency = isCount ? count(journal, spec, analyte, last) : bilirubin(spec, last);
    if (!urgency) return [];
    const value = numeric(last.reading, 'value');
    const facts = { analyte, value, on: last.on, saw: 'once' };
    return [finding(spec, urgency, [last.reading], { subject: analyte, facts })];
  });

function count(journal: Journal, spec: RuleSpec, analyte: string, last: Result): Urgency | null {
  const isUnder = (name: string): boolean => last.value < number(spec, name);
  let urgency: Urgency | null = null;
  if (analyte === 'wbc') {
    const isHigh = last.high !== null && last.value > number(spec, 'wbc_times') * last.high;
    urgency = isUnder('wbc_this_week') || isHigh ? 'this_week' : null;
  } else {
    const isTreated = analyte === 'anc' && isOnSystemicTreatment(journal, last.on);
    if (isUnder(isTreated ? 'anc_treated_same_day' : `${analyte}_same_day`)) urgency = 'same_day';
    else if (isUnder(`${analyte}_this_week`)) urgency = 'this_week';
  }
  const isBlood = journal.rules.sets.blood_cancers.includes(journal.profile.cancer_type ?? 'other');
  return urgency ?? (isBlood && isBeyond(last) ? 'this_week' : null);
}

function bilirubin(spec: RuleSpec, { value, high }: Result): Urgency | null {
  if (high === null) return null;
  if (value > number(spec, 'bilirubin_same_day_times') * high) return 'same_day';
  return value > number(spec, 'bilirubin_this_week_times') * high ? 'this_week' : null;
}

function urine(journal: Journal, spec: RuleSpec, readings: readonly Reading[]): Found[] {
  const told = readings.filter(
    ({ body }) => typeof body['qualitative'] === 'string' || typeof body['value'] === 'number'
  );
  const last = newest(told);
  if (!last || !isInLast(journal, last, number(spec, 'newest_days'))) return [];
  const shown = told.filter(
    (reading) =>
      reading.local_date === last.local_date &&
      Date.parse(reading.at) === Date.parse(last.at) &&
      showsBlood(journal, reading)
  );
  if (shown.length === 0) return [];
  const isNear = journal.rules.sets.urinary_cancers.includes(journal.profile.cancer_type ?? '');
  const facts = { analyte: 'urine_blood', on: last.local_date, saw: 'urine' };
  return [
    finding(spec, isNear ? 'this_week' : 'next_visit', shown, { subject: 'urine_blood', facts })
  ];
}

function showsBlood(journal: Journal, reading: Reading): boolean {
  const word = reading.body['qualitative'];
  if (typeof word === 'string') {
    return journal.rules.sets.blood_found.includes(word.trim().toLowerCase());
  }
  const [value, high] = [numeric(reading, 'value'), numeric(reading, 'ref_high')];
  return value !== null && high !== null && value > high;
}
