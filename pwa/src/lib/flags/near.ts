/** F20, F21, F22 and F27: lumps and changes near and far; the server's rules hold the logic. */
import { daysBetween } from '../core/days.ts';
import { todayOf } from './history.ts';
import { about, has, isAbove, number, type Rule } from './parts.ts';
import { list } from './history.ts';
import {
  activeSpots,
  firstOf,
  hasCold,
  isAtPrimary,
  isInNodes,
  isNearNodeSurgery,
  regionOf,
  type Spot
} from './places.ts';
import { rank } from './urgency.ts';
import type { Journal, Reading, RuleSpec, Urgency } from './types.ts';

/** Pain and sores that stay there need history: the server has that part. */
export const atFirstPlace: Rule = (journal, spec) =>
  ['lump', 'breast_nipple_change', 'skin_mole_change'].flatMap((slug) => {
    const used = reportsOf(activeSpots(journal, spec, slug)).filter((report) =>
      isAtPrimary(journal, report)
    );
    return about(spec, 'this_week', slug, used, { saw: 'change' });
  });

function reportsOf(spots: readonly Spot[]): Reading[] {
  return spots.flatMap((spot) => spot.reports);
}

/** Whether some report of the spot, and so all of them, is at a place. */
function isAt(
  test: (journal: Journal, report: Reading) => boolean,
  journal: Journal,
  spot: Spot
): boolean {
  return spot.reports.some((report) => test(journal, report));
}

export const nearNodes: Rule = (journal, spec, earlier) => {
  const mayWait = (spot: Spot): boolean =>
    hasCold(spot) && daysBetween(firstOf(spot), todayOf(journal)) < number(spec, 'cold_days');
  const lumps = activeSpots(journal, spec, 'lump').filter(
    (spot) =>
      !isAt(isAtPrimary, journal, spot) && isAt(isInNodes, journal, spot) && !mayWait(spot)
  );
  const isTaken = earlier.some(({ rule }) => rule === 'F09' || rule === 'F13');
  const limbs = reportsOf(activeSpots(journal, spec, 'arm_leg_swelling')).filter(
    (report) => !isTaken && isNearNodeSurgery(journal, report) && isAbove(journal, report)
  );
  return [
    ...about(spec, 'this_week', 'lump', reportsOf(lumps), { saw: 'lump' }),
    ...about(spec, 'this_week', 'arm_leg_swelling', limbs, { saw: 'limb' })
  ];
};

export const elsewhere: Rule = (journal, spec) => {
  const judged = activeSpots(journal, spec, 'lump')
    .filter((spot) => !isAt(isAtPrimary, journal, spot) && !isAt(isInNodes, journal, spot))
    .map((spot) => ({ spot, urgency: judge(journal, spec, spot) }));
  const top = judged
    .map(({ urgency }) => urgency)
    .filter((urgency) => urgency !== null)
    .sort((a, b) => rank(b) - rank(a))[0];
  if (!top) return [];
  const used = judged.filter(({ urgency }) => urgency === top).map(({ spot }) => spot);
  return about(spec, top, 'lump', reportsOf(used));
};

function judge(journal: Journal, spec: RuleSpec, spot: Spot): Urgency | null {
  const { lump_prone, blood_cancers } = journal.rules.sets;
  const cancer = journal.profile.cancer_type ?? 'other';
  const isPressing = spot.reports.some(
    (report) =>
      has(report, 'growing') || list(spec, 'regions').includes(regionOf(report) ?? '')
  );
  const stays = daysBetween(firstOf(spot), spot.on) >= number(spec, 'stays_days');
  if (isPressing || stays || lump_prone.includes(cancer) || blood_cancers.includes(cancer)) {
    return 'this_week';
  }
  return hasCold(spot) ? null : 'next_visit';
}

export const skinChange: Rule = (journal, spec) => {
  const used = reportsOf(activeSpots(journal, spec, 'skin_mole_change')).filter(
    (report) => !isAtPrimary(journal, report)
  );
  const urgency = journal.profile.cancer_type === 'melanoma' ? 'this_week' : 'next_visit';
  return about(spec, urgency, 'skin_mole_change', used);
};
