/** Quiet mode: what does not need a call waits until the person asks for it. Pure. */
import type { Urgency } from '../flags/types.ts';

/** The only levels that may ever be held back. */
const MILD: readonly Urgency[] = ['next_visit', 'information'];

/** Whether it is shown without being asked for. */
export function isShown({ urgency }: { readonly urgency: Urgency }, quiet = false): boolean {
  return !quiet || !MILD.includes(urgency);
}
