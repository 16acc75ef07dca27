/** F02, chest pain; the logic and its sources are in the server's rule of the same name. */
import { gravest } from './urgency.ts';
import { finding, has, isInLast, newest, number, recent, score, worst, type Rule } from './parts.ts';
import type { Reading, Urgency } from './types.ts';

const SLUG = 'chest_pain';

export const chestPain: Rule = (journal, spec, earlier) => {
  const baseline = journal.profile.baseline?.[SLUG] ?? 0;
  const above = recent(journal, spec, SLUG).filter((item) => score(item, 'severity') > baseline);
  const judge = (report: Reading): Urgency | null => {
    const reaches = (name: string): boolean => score(report, 'severity') >= number(spec, name);
    const spreads = has(report, 'spreads_arm_jaw') || has(report, 'sweating');
    if (
      reaches('emergency') ||
      (reaches('emergency_spreads') && spreads) ||
      (reaches('emergency_sudden') && has(report, 'sudden_onset')) ||
      (reaches('emergency_exercise') && has(report, 'during_exercise'))
    ) {
      return 'emergency_now';
    }
    if (reaches('same_day')) return 'same_day';
    return reaches('this_week') ? 'this_week' : null;
  };
  let { urgency, used } = gravest(above, judge);
  const efforts = journal.readings.filter(
    (reading) =>
      reading.type === 'activity' &&
      isInLast(journal, reading, number(spec, 'activity_days')) &&
      hasSymptoms(reading)
  );
  if (efforts.length > 0 && urgency !== 'emergency_now') [urgency, used] = ['emergency_now', []];
  const isOutranked = earlier.some(
    (found) => found.rule === 'F09' && found.urgency === 'emergency_now'
  );
  if (!urgency || (urgency !== 'emergency_now' && isOutranked)) return [];
  const shown = worst(used);
  return [
    finding(spec, urgency, [...used, ...efforts], {
      subject: SLUG,
      level: shown ? score(shown, 'severity') : null,
      uses: [SLUG],
      facts: shown
        ? { on: shown.local_date, severity: score(shown, 'severity'), saw: variant(shown) }
        : { on: newest(efforts)?.local_date ?? '', saw: 'effort' }
    })
  ];
};

function hasSymptoms(activity: Reading): boolean {
  const during = activity.body['during_symptoms'];
  return Array.isArray(during) && during.length > 0;
}

function variant(report: Reading): string {
  if (has(report, 'spreads_arm_jaw') || has(report, 'sweating')) return 'spreads';
  if (has(report, 'sudden_onset')) return 'sudden';
  return has(report, 'during_exercise') ? 'moving' : 'plain';
}
