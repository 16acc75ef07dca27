/** Where somebody is in their care, in the order in which it is asked. */
import type { CarePhase } from '../api/shapes.ts';

export const PHASES: readonly CarePhase[] = [
  'active_treatment',
  'surveillance',
  'living_with_recurrence',
  'no_more_treatment',
  'hospice'
];
