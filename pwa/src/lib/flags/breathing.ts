/** F01, short of breath; the logic and its sources are in the server's rule of the same name. */
import { areNear, has, ids, inOrder, isWithin, levelOf, number, reports, score } from './history.ts';
import { gravest } from './urgency.ts';
import type { Found, Journal, Reading, RuleSpec, Urgency } from './types.ts';

const SLUG = 'shortness_of_breath';

export function breathing(
  journal: Journal,
  spec: RuleSpec,
  earlier: readonly Found[]
): Found[] {
  const baseline = journal.profile.baseline?.[SLUG] ?? 0;
  const hours = number(spec, 'within_hours');
  const pains = reports(journal, 'chest_pain').filter(
    (pain) => (levelOf(pain) ?? 0) >= number(spec, 'companion_level')
  );
  const isNear = (report: Reading, pain: Reading): boolean =>
    score(report, 'severity') >= number(spec, 'emergency_with_companion') &&
    areNear(report, pain, number(spec, 'companion_hours'));

  const judge = (report: Reading): Urgency | null => {
    const severity = score(report, 'severity');
    const sudden = has(report, 'sudden_onset');
    const reaches = (name: string): boolean => severity >= number(spec, name);
    if (
      reaches('emergency') ||
      (reaches('emergency_at_rest') && has(report, 'at_rest')) ||
      (reaches('emergency_sudden') && sudden) ||
      pains.some((pain) => isNear(report, pain))
    ) {
      return 'emergency_now';
    }
    if (reaches('same_day') || (reaches('same_day_sudden') && sudden)) return 'same_day';
    return reaches('this_week') ? 'this_week' : null;
  };

  const recent = reports(journal, SLUG).filter(
    (report) => isWithin(journal, report, hours) && score(report, 'severity') > baseline
  );
  const { urgency, used } = gravest(recent, judge);
  const isOutranked = earlier.some(
    (found) => found.rule === 'F09' && found.urgency === 'emergency_now'
  );
  if (urgency !== 'emergency_now' && isOutranked) return [];
  // Of equal ones the newest is shown.
  const worst = inOrder(used).reduce<Reading | null>(
    (best, next) => (best && score(best, 'severity') > score(next, 'severity') ? best : next),
    null
  );
  if (!urgency || !worst) return [];
  const near =
    urgency === 'emergency_now'
      ? pains.filter((pain) => used.some((report) => isNear(report, pain)))
      : [];
  return [
    {
      rule: spec.id,
      concept: spec.concept,
      urgency,
      subject: SLUG,
      level: score(worst, 'severity'),
      evidence: ids([...used, ...near]),
      uses: near.length > 0 ? [SLUG, 'chest_pain'] : [SLUG],
      facts: { on: worst.local_date, severity: score(worst, 'severity'), saw: variant(worst, near) }
    }
  ];
}

function variant(report: Reading, near: readonly Reading[]): string {
  if (near.length > 0) return 'with_chest_pain';
  if (has(report, 'at_rest')) return 'at_rest';
  return has(report, 'sudden_onset') ? 'sudden' : 'plain';
}
