/** Flags as the server sends them and as the phone raises them. */
import type { Flag, FlagAnswer } from '../api/shapes.ts';
import type { Urgency } from '../flags/types.ts';

export type { Flag, Urgency };
/** In the order in which they are offered. */
export const ANSWERS: readonly FlagAnswer[] = [
  'team_knows',
  'went_away',
  'cannot_wait',
  'not_useful'
];
export type Answer = FlagAnswer;

/** From the gravest down. */
export const URGENCIES: readonly Urgency[] = [
  'emergency_now',
  'same_day',
  'this_week',
  'next_visit',
  'information'
];

/** A flag kept on this device, and who raised it: the server, or the phone before the server heard. */
export interface StoredFlag extends Flag {
  by: 'server' | 'phone';
}

/** The place of a flag on its page. */
export function anchorOf({ id }: Pick<Flag, 'id'>): string {
  return `flag-${id.replaceAll(' ', '-')}`;
}
