/** F03, F04, F14 and F15: brain, nerves and spine; logic and sources are in the server's rules. */
import { list } from './history.ts';
import {
  about,
  active,
  finding,
  has,
  isAbove,
  level,
  number,
  recent,
  reportsInLast,
  score,
  slugOf,
  wasUsed,
  worst,
  type Rule
} from './parts.ts';
import { isOnLimb, regionOf } from './places.ts';
import { reports } from './history.ts';
import type { Found, Journal, Reading, RuleSpec } from './types.ts';

export const suddenSigns: Rule = (journal, spec) => {
  const slugs = ['seizure', ...list(spec, 'sudden_slugs'), 'numbness_tingling', 'headache'];
  return slugs.flatMap((slug) => {
    const used = recent(journal, spec, slug).filter((report) => isSudden(spec, slug, report));
    return about(spec, 'emergency_now', slug, used, {
      saw: slug === 'seizure' ? 'seizure' : 'sudden'
    });
  });
};

function isSudden(spec: RuleSpec, slug: string, report: Reading): boolean {
  if (level(report) === 0) return false;
  if (slug === 'seizure') return true;
  if (!has(report, 'sudden_onset')) return false;
  if (slug === 'numbness_tingling') return has(report, 'one_sided');
  return slug !== 'headache' || score(report, 'severity') >= number(spec, 'headache_severity');
}

export const spinalSigns: Rule = (journal, spec) => {
  const days = number(spec, 'companion_days');
  const isLeg = (report: Reading): boolean =>
    isAbove(journal, report) && isOnLimb(journal, report, 'leg');
  const numb = recent(journal, spec, 'numbness_tingling').filter(
    (report) => has(report, 'saddle_area') && level(report) > 0
  );
  const backs = reportsInLast(journal, 'back_pain', days).filter((item) => isAbove(journal, item));
  const legs = reportsInLast(journal, 'limb_weakness', days).filter(isLeg);
  const weak = recent(journal, spec, 'limb_weakness').filter(isLeg);
  const found = sign(spec, 'numbness_tingling', numb, [], 'saddle');
  if (backs.length > 0) found.push(...sign(spec, 'limb_weakness', weak, backs, 'weakness'));
  for (const slug of ['bladder_control_loss', 'bowel_control_loss']) {
    const lost = recent(journal, spec, slug).filter((report) => isAbove(journal, report));
    const saw = backs.length > 0 ? 'control_back' : 'control_leg';
    if (backs.length + legs.length > 0) found.push(...sign(spec, slug, lost, [...backs, ...legs], saw));
  }
  return found;
};

function sign(
  spec: RuleSpec,
  slug: string,
  used: readonly Reading[],
  companions: readonly Reading[],
  saw: string
): Found[] {
  const shown = worst(used);
  if (!shown) return [];
  return [
    finding(spec, 'emergency_now', [...used, ...companions], {
      subject: slug,
      level: level(shown),
      uses: new Set([slug, ...companions.map(slugOf)]),
      facts: { symptom: slug, on: shown.local_date, saw }
    })
  ];
}

const NEURO = [
  'confusion',
  'speech_trouble',
  'fainting',
  'limb_weakness',
  'vision_change',
  'dizziness_balance'
];

export const newNeuro: Rule = (journal, spec, earlier) =>
  NEURO.flatMap((slug) => {
    const day = active(journal, reports(journal, slug), number(spec, 'active_days'));
    if (!day || wasUsed(slug, earlier, 'F03', 'F04')) return [];
    const used = day.readings.filter((report) => {
      const isSided = slug === 'limb_weakness' && has(report, 'one_sided');
      const least = number(spec, isSided ? 'limb_weakness_one_sided' : slug);
      return isAbove(journal, report) && level(report) >= least;
    });
    return about(spec, 'same_day', slug, used);
  });

export const backPain: Rule = (journal: Journal, spec, earlier) => {
  const day = active(journal, reports(journal, 'back_pain'), number(spec, 'active_days'));
  if (!day || wasUsed('back_pain', earlier, 'F04')) return [];
  const marks = list(spec, 'qualifiers');
  const isHigh = (report: Reading): boolean => list(spec, 'regions').includes(regionOf(report) ?? '');
  const used = day.readings.filter(
    (report) =>
      isAbove(journal, report) &&
      level(report) >= number(spec, 'level') &&
      !has(report, 'after_injury') &&
      (isHigh(report) || marks.some((mark) => has(report, mark)))
  );
  const shown = worst(used);
  const saw = marks.find((mark) => shown && has(shown, mark)) ?? 'place';
  return about(spec, 'same_day', 'back_pain', used, { saw });
};
