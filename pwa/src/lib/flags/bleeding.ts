/** F26, bleeding that is less than F05; the logic and its sources are in the server's rule. */
import { isOnSystemicTreatment, reports } from './history.ts';
import { about, active, has, level, number, score, wasUsed, worst, type Rule } from './parts.ts';
import { gravest } from './urgency.ts';
import type { Journal, Reading, RuleSpec, Urgency } from './types.ts';

const SLUGS = [
  'coughing_blood',
  'blood_in_stool',
  'blood_in_urine',
  'vaginal_bleeding',
  'easy_bruising_bleeding'
];

export const bleeding: Rule = (journal, spec, earlier) =>
  SLUGS.flatMap((slug) => {
    const day = active(journal, reports(journal, slug), number(spec, 'active_days'));
    if (!day || wasUsed(slug, earlier, 'F05')) return [];
    const { urgency, used } = gravest(
      day.readings.filter((report) => level(report) > 0),
      (report) => judge(journal, spec, slug, report)
    );
    const shown = worst(used);
    if (!urgency || !shown) return [];
    const amount = score(shown, 'amount');
    return about(spec, urgency, slug, used, amount ? { saw: 'amount', amount } : { saw: 'default' });
  });

function judge(journal: Journal, spec: RuleSpec, slug: string, report: Reading): Urgency | null {
  const cancer = journal.profile.cancer_type ?? 'other';
  switch (slug) {
    case 'coughing_blood':
      return 'same_day';
    case 'blood_in_stool':
      return cancer === 'colorectal' || has(report, 'black_tarry') ? 'same_day' : 'this_week';
    case 'blood_in_urine':
      return 'this_week';
    case 'vaginal_bleeding':
      return vaginal(journal, spec, report);
    default:
      if (isOnSystemicTreatment(journal, report.local_date)) return 'same_day';
      return journal.rules.sets.blood_cancers.includes(cancer) ? 'this_week' : null;
  }
}

function vaginal(journal: Journal, spec: RuleSpec, report: Reading): Urgency | null {
  if (has(report, 'expected_period')) return null;
  if (score(report, 'amount') >= number(spec, 'vaginal_same_day')) return 'same_day';
  const { profile, rules } = journal;
  const isOnTamoxifen = profile.treatments?.some(
    ({ detail, start, end }) =>
      rules.sets.tamoxifen.some((name) => (detail ?? '').toLowerCase().includes(name)) &&
      start <= report.local_date &&
      (!end || report.local_date <= end)
  );
  const counts =
    profile.menopause === 'post' ||
    profile.menopause === true ||
    profile.hysterectomy === true ||
    rules.sets.womb_cancers.includes(profile.cancer_type ?? 'other') ||
    isOnTamoxifen === true;
  return counts ? 'this_week' : null;
}
