import type { Finding, Reading, Urgency } from './types.ts';

const FROM_LEAST: readonly Urgency[] = [
  'information',
  'next_visit',
  'this_week',
  'same_day',
  'emergency_now'
];

/** How urgent, as a number that grows. */
export function rank(urgency: Urgency): number {
  return FROM_LEAST.indexOf(urgency);
}

/** The highest urgency that any of the readings has, and those that have it. */
export function gravest(
  readings: readonly Reading[],
  judge: (reading: Reading) => Urgency | null
): { urgency: Urgency | null; used: Reading[] } {
  let urgency: Urgency | null = null;
  let used: Reading[] = [];
  for (const reading of readings) {
    const own = judge(reading);
    if (!own) continue;
    if (!urgency || rank(own) > rank(urgency)) {
      urgency = own;
      used = [];
    }
    if (own === urgency) used.push(reading);
  }
  return { urgency, used };
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
