/** Flags as the server sends them and as the phone raises them. */
import type { Urgency } from '../flags/types.ts';

export type { Urgency };
export const ANSWERS = ['team_knows', 'went_away', 'cannot_wait', 'not_useful'] as const;
export type Answer = (typeof ANSWERS)[number];

/** From the gravest down. */
export const URGENCIES: readonly Urgency[] = [
  'emergency_now',
  'same_day',
  'this_week',
  'next_visit',
  'information'
];

export interface Flag {
  id: string;
  rule: string;
  rule_set: string;
  concept: string;
  urgency: Urgency;
  subject: string | null;
  level: number | null;
  evidence: string[];
  state: 'open' | 'acknowledged' | 'resolved';
  answer: Answer | null;
  evaluated_on: string;
  created_at: string;
  updated_at: string;
  facts: Record<string, unknown>;
}

/** A flag kept on this device, and who raised it: the server, or the phone before the server heard. */
export interface StoredFlag extends Flag {
  by: 'server' | 'phone';
}

/** The place of a flag on its page. */
export function anchorOf({ id }: Pick<Flag, 'id'>): string {
  return `flag-${id.replaceAll(' ', '-')}`;
}
