/** Treatment that lowers a person's defenses: with it, a fever is an emergency (rule F06). */
import type { Day } from '../core/days.ts';

export const SYSTEMIC = ['chemotherapy', 'immunotherapy', 'targeted'] as const;
export type Systemic = (typeof SYSTEMIC)[number];

export interface Treatment {
  readonly kind: string;
  readonly start: Day;
  readonly end?: Day | null;
}

/** What the profile says of treatments; the rest of the profile is not looked at. */
export function treatmentsIn(profile: Record<string, unknown> | undefined): readonly Treatment[] {
  const said = profile?.['treatments'];
  return Array.isArray(said) ? (said as Treatment[]) : [];
}

const isSystemic = (kind: string): kind is Systemic => SYSTEMIC.some((one) => one === kind);

/** The treatment that still goes on, as the survivor has said; "none" where there is none. */
export function ongoing(profile: Record<string, unknown> | undefined): Systemic | 'none' {
  const now = treatmentsIn(profile).find(({ kind, end }) => isSystemic(kind) && !end);
  return now && isSystemic(now.kind) ? now.kind : 'none';
}

/**
 * The treatments once the survivor has answered. What goes on and is no longer named ends today,
 * so that the weeks after it still count.
 */
export function answered(
  treatments: readonly Treatment[],
  answer: Systemic | 'none',
  today: Day
): Treatment[] {
  const kept = treatments.map((one) =>
    isSystemic(one.kind) && !one.end && one.kind !== answer ? { ...one, end: today } : one
  );
  const known = kept.some(({ kind, end }) => kind === answer && !end);
  return answer === 'none' || known ? kept : [...kept, { kind: answer, start: today }];
}
