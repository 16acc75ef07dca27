/** F17, any symptom that is bad; the logic and its sources are in the server's rule. */
import { summaryGrade } from '../catalogue/grade.ts';
import type { Term } from '../catalogue/types.ts';
import { daysBetween } from '../core/days.ts';
import { has, ids, levelOf, list, number, reports, score, todayOf } from './history.ts';
import { newestDay } from './parts.ts';
import { gravest } from './urgency.ts';
import type { Facts, Found, Journal, Reading, RuleSpec, Urgency } from './types.ts';

const NAMED = ['severity', 'interference', 'frequency'] as const;

export function severe(journal: Journal, spec: RuleSpec): Found[] {
  const today = todayOf(journal);
  return journal.catalogue.symptoms.flatMap((term) => {
    if (reports(journal, term.slug).length === 0) return [];
    if (list(spec, 'not_for').includes(term.slug)) return [];
    const day = newestDay(journal, reports(journal, term.slug));
    if (!day || daysBetween(day.on, today) >= number(spec, 'active_days')) return [];
    const baseline = journal.profile.baseline?.[term.slug] ?? 0;
    const above = day.readings.filter((report) => (levelOf(report) ?? 0) > baseline);
    const grave = gravest(above, (report) => judge(journal, spec, term, report));
    const { urgency } = grave;
    if (!urgency) return [];
    // A mild report of the same day never hides one that got in the way a lot.
    const highest = Math.max(...grave.used.map((report) => levelOf(report) ?? 0));
    const used = grave.used.filter((report) => levelOf(report) === highest);
    return {
      rule: spec.id,
      concept: spec.concept,
      urgency,
      subject: term.slug,
      level: day.level,
      evidence: ids(used),
      facts: facts(spec, term.slug, used),
      uses: []
    } satisfies Found;
  });
}

function judge(journal: Journal, spec: RuleSpec, term: Term, report: Reading): Urgency | null {
  const severity = score(report, 'severity');
  const grade = summaryGrade(journal.catalogue.grade_tables, term.attributes, report.body);
  const isFrequent =
    list(spec, 'frequency_slugs').includes(term.slug) &&
    score(report, 'frequency') >= number(spec, 'frequency');
  if (
    severity < number(spec, 'severity') &&
    score(report, 'interference') < number(spec, 'interference') &&
    !isFrequent &&
    (grade ?? 0) < number(spec, 'grade')
  ) {
    return null;
  }
  if (term.tier === 'C') return 'next_visit';
  const isToday =
    journal.profile.care_phase === 'hospice' ||
    severity >= number(spec, 'same_day') ||
    (severity >= number(spec, 'same_day_sudden') && has(report, 'sudden_onset')) ||
    (severity >= number(spec, 'same_day_slug') &&
      list(spec, 'same_day_slugs').includes(term.slug));
  return isToday ? 'same_day' : 'this_week';
}

/** Names the attribute that was bad: severity before interference before frequency. */
function facts(spec: RuleSpec, slug: string, used: readonly Reading[]): Facts {
  const highest = (name: string): number => Math.max(...used.map((report) => score(report, name)));
  const saw = NAMED.find((name) => highest(name) >= number(spec, name)) ?? 'frequency';
  return { symptom: slug, on: used[0]?.local_date ?? '', saw, [saw]: highest(saw) };
}
