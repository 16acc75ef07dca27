/**
 * The rules that one entry can meet, evaluated on the phone with no network, from the rule data
 * that the server evaluates too.
 */
import { breathing } from './breathing.ts';
import { fever } from './fever.ts';
import { withoutFuture } from './history.ts';
import { severe } from './severe.ts';
import { rank } from './urgency.ts';
import type { Finding, Found, Journal, RuleSpec } from './types.ts';

const RULES: Readonly<Record<string, (journal: Journal, spec: RuleSpec) => Found[]>> = {
  F01: breathing,
  F06: fever,
  F17: severe
};

/** All that the single-entry rules find now, most urgent first. */
export function evaluateJournal(journal: Journal): Finding[] {
  const past = withoutFuture(journal);
  const specific: Found[] = [];
  const general: Found[] = [];
  for (const spec of journal.rules.rules) {
    const find = spec.where === 'H' ? undefined : RULES[spec.id];
    (spec.group === 'B' ? general : specific).push(...(find?.(past, spec) ?? []));
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

/**
 * Whether the phone's finding must stay beside a flag of the server: the server has none for it,
 * or one that is less urgent. The phone never lowers.
 */
export function isGraver(
  finding: Pick<Finding, 'concept' | 'subject' | 'urgency'>,
  flags: readonly Pick<Finding, 'concept' | 'subject' | 'urgency'>[]
): boolean {
  return !flags.some(
    (flag) =>
      flag.concept === finding.concept &&
      flag.subject === finding.subject &&
      rank(flag.urgency) >= rank(finding.urgency)
  );
}
