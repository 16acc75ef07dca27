/** F05, F07, F11 and F16: bleeding, bowel, liver, fluids; the server's rules hold the logic. */
import { addDays, daysBetween } from '../core/days.ts';
import { isWithin, levelOf, reports } from './history.ts';
import {
  about,
  active,
  finding,
  has,
  highest,
  isAbove,
  isInLast,
  level,
  newest,
  number,
  recent,
  reportsInLast,
  score,
  slugOf,
  worst,
  type Rule
} from './parts.ts';
import { regionOf } from './places.ts';
import type { Found, Journal, Reading, RuleSpec } from './types.ts';

const AMOUNTS = ['coughing_blood', 'blood_in_stool', 'vaginal_bleeding'];
const MARKS = {
  vomiting: 'contains_blood',
  blood_in_urine: 'clots_cannot_pass_urine',
  easy_bruising_bleeding: 'will_not_stop'
};

export const heavyBleeding: Rule = (journal, spec) => [
  ...AMOUNTS.flatMap((slug) => {
    const used = recent(journal, spec, slug).filter(
      (report) => score(report, 'amount') >= number(spec, slug)
    );
    const shown = worst(used);
    const amount = shown ? score(shown, 'amount') : 0;
    return about(spec, 'emergency_now', slug, used, { saw: 'amount', amount });
  }),
  ...Object.entries(MARKS).flatMap(([slug, mark]) => {
    const used = recent(journal, spec, slug).filter((item) => has(item, mark) && level(item) > 0);
    return about(spec, 'emergency_now', slug, used, { saw: slug });
  })
];

export const blockage: Rule = (journal, spec) => {
  const hours = number(spec, 'within_hours');
  const pains = recent(journal, spec, 'abdominal_pain').filter(
    (report) => score(report, 'severity') >= number(spec, 'pain')
  );
  const throwingUp = recent(journal, spec, 'vomiting').filter(
    (report) => level(report) >= number(spec, 'vomiting')
  );
  const blocked = journal.readings.filter(
    (report) =>
      report.type === 'symptom' && isWithin(journal, report, hours) && isBlocked(spec, report)
  );
  if (!pains.length || !throwingUp.length || !blocked.length) return [];
  const used = [...pains, ...throwingUp, ...blocked];
  return [
    finding(spec, 'emergency_now', used, {
      uses: new Set(used.map(slugOf)),
      facts: {
        on: newest(used)?.local_date ?? '',
        saw: blocked.some((report) => has(report, 'no_gas')) ? 'no_gas' : 'default'
      }
    })
  ];
};

function isBlocked(spec: RuleSpec, report: Reading): boolean {
  const slug = slugOf(report);
  const isNamed = slug === 'constipation' || slug === 'bloating';
  return (isNamed && level(report) >= number(spec, slug)) || has(report, 'no_gas');
}

export const liver: Rule = (journal, spec) => {
  const yellow = recent(journal, spec, 'jaundice').filter((report) => level(report) > 0);
  if (yellow.length > 0) return about(spec, 'same_day', 'jaundice', yellow, { saw: 'jaundice' });
  if (!journal.rules.sets.liver_prone.includes(journal.profile.cancer_type ?? 'other')) return [];
  const isThere = (report: Reading): boolean => regionOf(report) === 'abdomen_upper_right';
  const appetite = slowDays(journal, spec, 'appetite_loss');
  const pains = slowDays(journal, spec, 'abdominal_pain', isThere);
  const bloated = slowDays(journal, spec, 'bloating');
  if (!appetite.length || pains.length + bloated.length === 0) return [];
  const used = [...appetite, ...pains, ...bloated];
  const days = used.map((report) => report.local_date).sort();
  return [
    finding(spec, 'this_week', used, {
      uses: new Set(used.map(slugOf)),
      facts: {
        on: days.at(-1) ?? '',
        from: days[0] ?? '',
        saw: pains.length > 0 ? 'belly_pain' : 'bloating'
      }
    })
  ];
};

/** The reports of the days of one part when there are enough of them, far enough apart. */
function slowDays(
  journal: Journal,
  spec: RuleSpec,
  slug: string,
  isThere: (report: Reading) => boolean = () => true
): Reading[] {
  const days = number(spec, 'slow_days');
  if (!active(journal, reports(journal, slug), days)) return [];
  const there = reportsInLast(journal, slug, days).filter(
    (report) => isThere(report) && levelOf(report) !== null
  );
  const used = there.filter((report) => {
    const sameDay = there.filter((other) => other.local_date === report.local_date);
    return (
      level(report) === Math.max(...sameDay.map(level)) &&
      level(report) >= number(spec, 'slow_level') &&
      isAbove(journal, report)
    );
  });
  const dates = [...new Set(used.map((report) => report.local_date))].sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined || dates.length < 2) return [];
  return daysBetween(first, last) >= number(spec, 'slow_apart_days') ? used : [];
}

const COUNT = 'count_over_baseline';

export const fluids: Rule = (journal, spec) => {
  const many = recent(journal, spec, 'diarrhea').filter(
    (report) => score(report, COUNT) >= number(spec, 'stools_same_day')
  );
  const stools =
    many.length > 0
      ? stoolsFound(spec, many, false)
      : stoolsFound(spec, daysInARow(journal, spec), true);
  const vomiting = recent(journal, spec, 'vomiting').filter(
    (report) =>
      score(report, 'severity') >= number(spec, 'vomiting') && has(report, 'cannot_keep_fluids')
  );
  const swallowing = recent(journal, spec, 'trouble_swallowing').filter(
    (report) => score(report, 'severity') >= number(spec, 'swallowing')
  );
  return [
    ...stools,
    ...lost(spec, 'vomiting', vomiting),
    ...lost(spec, 'trouble_swallowing', swallowing)
  ];
};

function lost(spec: RuleSpec, slug: string, used: readonly Reading[]): Found[] {
  const shown = worst(used);
  if (!shown) return [];
  const facts = { on: shown.local_date, saw: slug };
  return [
    finding(spec, 'same_day', used, { subject: slug, level: level(shown), uses: [slug], facts })
  ];
}

/** The reports of the newest two days in a row with many stools. */
function daysInARow(journal: Journal, spec: RuleSpec): Reading[] {
  const many = reports(journal, 'diarrhea').filter(
    (report) =>
      isInLast(journal, report, number(spec, 'days_in')) &&
      score(report, COUNT) >= number(spec, 'stools_this_week')
  );
  const dates = [...new Set(many.map((report) => report.local_date))].sort().reverse();
  const second = dates.find((date) => dates.includes(addDays(date, -1)));
  if (second === undefined) return [];
  const first = addDays(second, -1);
  return many.filter(({ local_date }) => local_date === second || local_date === first);
}

function stoolsFound(spec: RuleSpec, used: readonly Reading[], hasDays: boolean): Found[] {
  const shown = highest(used, (report) => score(report, COUNT));
  if (!shown) return [];
  return [
    finding(spec, hasDays ? 'this_week' : 'same_day', used, {
      subject: 'diarrhea',
      level: Math.max(...used.map(level)) || null,
      uses: ['diarrhea'],
      facts: {
        on: shown.local_date,
        count: score(shown, COUNT),
        saw: hasDays ? 'stools_days' : 'stools'
      }
    })
  ];
}
