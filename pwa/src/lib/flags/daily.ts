/** F33 and F38: mood, alcohol and tobacco; the logic and its sources are in the server's rules. */
import { finding, highest, isInLast, number, score, type Rule } from './parts.ts';
import type { Journal, Reading, RuleSpec } from './types.ts';

export const mood: Rule = (journal, spec) => {
  for (const [kind, cut, urgency] of [
    ['mood_screen', 'phq2', 'this_week'],
    ['distress', 'distress', 'next_visit']
  ] as const) {
    const used = ofType(journal, kind, number(spec, 'in_days')).filter(
      (reading) => score(reading, 'score') >= number(spec, cut)
    );
    const shown = highest(used, (reading) => score(reading, 'score'));
    if (shown) {
      return [finding(spec, urgency, used, { facts: { on: shown.local_date, saw: kind } })];
    }
  }
  return [];
};

function ofType(journal: Journal, type: string, days: number): Reading[] {
  return journal.readings.filter(
    (reading) => reading.type === type && isInLast(journal, reading, days)
  );
}

export const alcoholOrTobacco: Rule = (journal, spec) => {
  const drinks = drinksOf(journal, spec);
  const tobacco = ofType(journal, 'tobacco', number(spec, 'tobacco_days')).filter(
    ({ body }) => body['used'] === true
  );
  if (drinks.length + tobacco.length === 0) return [];
  const saw = !tobacco.length ? 'alcohol' : drinks.length ? 'both' : 'tobacco';
  return [finding(spec, 'next_visit', [...drinks, ...tobacco], { facts: { saw } })];
};

function drinksOf(journal: Journal, spec: RuleSpec): Reading[] {
  const who = journal.profile.sex === 'male' ? 'male' : 'other';
  const logged = ofType(journal, 'alcohol', number(spec, 'drink_days')).filter(
    (reading) => score(reading, 'drinks') > 0
  );
  const byDay = new Map<string, number>();
  for (const reading of logged) {
    const before = byDay.get(reading.local_date) ?? 0;
    byDay.set(reading.local_date, before + score(reading, 'drinks'));
  }
  const totals = [...byDay.values()];
  const sum = totals.reduce((all, one) => all + one, 0);
  const isMuch =
    Math.max(0, ...totals) >= number(spec, `a_day_${who}`) || sum >= number(spec, `a_week_${who}`);
  return isMuch ? logged : [];
}
