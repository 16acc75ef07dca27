/** Whom one shares with, and what is chosen for each before the survivor changes it. */
import type { Offer } from '../api/shapes.ts';
import { addDays, type Day } from '../core/days.ts';
import { PRIVATE, SECTIONS, type Section } from '../entries/sections.ts';

export const WHO = ['looks', 'helps', 'team'] as const;
export type Who = (typeof WHO)[number];

/** Notes and mood are never chosen beforehand. */
export const USUAL: readonly Section[] = SECTIONS.filter((name) => !PRIVATE.includes(name));
export const LONGEST_DAYS = 365;
/** Somebody at home helps for long; whoever looks at work does not need to. */
const DAYS: Readonly<Record<Who, number>> = { looks: 90, helps: LONGEST_DAYS, team: 90 };

export function usualEnd(who: Who, today: Day): Day {
  return addDays(today, DAYS[who]);
}

/** As the server calls it. */
export function termsOf(who: Who): Pick<Offer, 'role' | 'for_team'> {
  return { role: who === 'helps' ? 'caregiver' : 'viewer', for_team: who === 'team' };
}

/** Whom an offer was made to. */
export function whoOf({ role, for_team }: Pick<Offer, 'role' | 'for_team'>): Who {
  if (for_team) return 'team';
  return role === 'caregiver' ? 'helps' : 'looks';
}
