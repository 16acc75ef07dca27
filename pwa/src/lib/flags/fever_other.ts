/** F12, a fever without a known risk of infection; the logic is in the server's rule. */
import { isWithin, reports } from './history.ts';
import { finding, highest, isInLast, level, number, score, slugOf, type Rule } from './parts.ts';
import { gravest } from './urgency.ts';
import type { Found, Journal, Reading, RuleSpec, Urgency } from './types.ts';

const celsius = (reading: Reading): number => score(reading, 'celsius');

export const otherFever: Rule = (journal, spec, earlier) => {
  if (earlier.some((found) => found.rule === 'F06')) return [];
  const threshold =
    journal.profile.fever_threshold_c ?? journal.rules.definitions.fever_threshold_c;
  const hot = journal.readings.filter(
    (reading) =>
      reading.type === 'temperature' &&
      isInLast(journal, reading, number(spec, 'recurrent_in_days')) &&
      celsius(reading) >= threshold
  );
  const signs = signsOf(journal, spec, datesOf(hot));
  const near = hot.filter((item) => isWithin(journal, item, number(spec, 'within_hours')));
  const { urgency, used } = gravest(near, (reading): Urgency | null => {
    if (celsius(reading) > number(spec, 'emergency_over_c')) return 'emergency_now';
    const isBeside = datesOf(signs).has(reading.local_date);
    return celsius(reading) > number(spec, 'same_day_over_c') || isBeside ? 'same_day' : null;
  });
  if (urgency) {
    const days = datesOf(used);
    const beside =
      urgency === 'emergency_now' ? [] : signs.filter(({ local_date }) => days.has(local_date));
    return found(spec, urgency, used, beside);
  }
  return datesOf(hot).size >= number(spec, 'recurrent_dates') ? found(spec, 'this_week', hot, []) : [];
};

function datesOf(readings: readonly Reading[]): Set<string> {
  return new Set(readings.map((reading) => reading.local_date));
}

/** The chills and the confusion of the days with a fever. */
function signsOf(journal: Journal, spec: RuleSpec, days: ReadonlySet<string>): Reading[] {
  const chills = reports(journal, 'chills').filter(
    (report) => score(report, 'severity') >= number(spec, 'chills_severity')
  );
  const confused = reports(journal, 'confusion').filter((report) => level(report) > 0);
  return [...chills, ...confused].filter(({ local_date }) => days.has(local_date));
}

function found(
  spec: RuleSpec,
  urgency: Urgency,
  used: readonly Reading[],
  signs: readonly Reading[]
): Found[] {
  const shown = highest(used, celsius);
  if (!shown) return [];
  const saw = urgency === 'this_week' ? 'recurrent' : signs.length > 0 ? 'with_signs' : 'high';
  return [
    finding(spec, urgency, [...used, ...signs], {
      uses: new Set(['temperature', ...signs.map(slugOf)]),
      facts: { on: shown.local_date, celsius: celsius(shown), days: datesOf(used).size, saw }
    })
  ];
}
