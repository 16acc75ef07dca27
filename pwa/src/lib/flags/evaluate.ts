/**
 * The rules that one entry can meet, evaluated on the phone with no network, from the rule data
 * that the server evaluates too.
 */
import { blockage, fluids, heavyBleeding, liver } from './belly.ts';
import { bleeding } from './bleeding.ts';
import { breathing } from './breathing.ts';
import { chestPain } from './chest.ts';
import { alcoholOrTobacco, mood } from './daily.ts';
import { fever } from './fever.ts';
import { otherFever } from './fever_other.ts';
import { withoutFuture } from './history.ts';
import { markerAbove, outOfRange } from './labs.ts';
import { atFirstPlace, elsewhere, nearNodes, skinChange } from './near.ts';
import { backPain, newNeuro, spinalSigns, suddenSigns } from './nerves.ts';
import type { Rule } from './parts.ts';
import { selfHarm } from './self_harm.ts';
import { severe } from './severe.ts';
import { clot, faceOrNeck, skinInfection } from './swelling.ts';
import { rank } from './urgency.ts';
import type { Finding, Found, Journal } from './types.ts';

/** In the order in which they are asked: a rule comes after those it gives way to. */
const RULES: readonly (readonly [string, Rule])[] = [
  ['F09', clot],
  ['F01', breathing],
  ['F02', chestPain],
  ['F03', suddenSigns],
  ['F04', spinalSigns],
  ['F05', heavyBleeding],
  ['F06', fever],
  ['F07', blockage],
  ['F08', selfHarm],
  ['F10', faceOrNeck],
  ['F11', liver],
  ['F12', otherFever],
  ['F13', skinInfection],
  ['F14', newNeuro],
  ['F15', backPain],
  ['F16', fluids],
  ['F26', bleeding],
  ['F20', atFirstPlace],
  ['F21', nearNodes],
  ['F22', elsewhere],
  ['F27', skinChange],
  ['F30', markerAbove],
  ['F32', outOfRange],
  ['F33', mood],
  ['F38', alcoholOrTobacco],
  ['F17', severe]
];

/** All that the single-entry rules find now, most urgent first. */
export function evaluateJournal(journal: Journal): Finding[] {
  const past = withoutFuture(journal);
  const isComfort =
    journal.profile.care_phase === 'hospice' ||
    (journal.profile.care_phase === 'no_more_treatment' && journal.profile.comfort_focus === true);
  const specific: Found[] = [];
  const general: Found[] = [];
  for (const [id, find] of RULES) {
    const spec = journal.rules.rules.find((item) => item.id === id);
    if (!spec || spec.where === 'H' || (isComfort && spec.muted_in_comfort)) continue;
    (spec.group === 'B' ? general : specific).push(...find(past, spec, specific));
  }
  const isSpokenFor = ({ subject, urgency }: Found): boolean =>
    specific.some(
      (other) => other.uses.includes(subject ?? '') && rank(other.urgency) >= rank(urgency)
    );
  return [...specific, ...general.filter((found) => !isSpokenFor(found))]
    .map(asFinding)
    .sort(
      (a, b) =>
        rank(b.urgency) - rank(a.urgency) ||
        a.rule.localeCompare(b.rule) ||
        (a.subject ?? '').localeCompare(b.subject ?? '')
    );
}

function asFinding(found: Found): Finding {
  const { rule, concept, urgency, subject, level, evidence, facts } = found;
  return { rule, concept, urgency, subject, level, evidence, facts };
}

/**
 * What to show when this entry is saved: every finding that rests on it, each time, with no
 * cooldown. `journal.readings` are the entries of the last 14 days on this phone, this one among
 * them. An empty answer is no reassurance: the server evaluates the rest.
 */
export function evaluateEntry(journal: Journal, entryId: string): Finding[] {
  return evaluateJournal(journal).filter((finding) => finding.evidence.includes(entryId));
}
