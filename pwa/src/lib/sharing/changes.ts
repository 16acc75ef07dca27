/** What becomes of a grant: what it opens that it did not, and the other way round. */
import type { GrantTerms } from '../api/shapes.ts';
import type { Day } from '../core/days.ts';
import { SECTIONS } from '../entries/sections.ts';

export type Change =
  | { kind: 'more' | 'less'; sections: string[] }
  | { kind: 'since' | 'earlier' | 'longer' | 'shorter'; day: Day }
  | { kind: 'all' | 'helps' | 'looks' };

/** In the order in which they are told: first what gives more. */
export function changesOf(before: GrantTerms, after: GrantTerms): Change[] {
  const only = (here: GrantTerms, there: GrantTerms): string[] =>
    SECTIONS.filter((name) => here.sections.includes(name) && !there.sections.includes(name));
  const [more, less] = [only(after, before), only(before, after)];
  const changes: Change[] = [];
  if (more.length > 0) changes.push({ kind: 'more', sections: more });
  if (before.role !== after.role)
    changes.push({ kind: after.role === 'caregiver' ? 'helps' : 'looks' });
  if (before.since !== after.since) changes.push(firstDay(before.since, after.since));
  if (after.until > before.until) changes.push({ kind: 'longer', day: after.until });
  if (after.until < before.until) changes.push({ kind: 'shorter', day: after.until });
  if (less.length > 0) changes.push({ kind: 'less', sections: less });
  return changes;
}

function firstDay(before: Day | null, after: Day | null): Change {
  if (after === null) return { kind: 'all' };
  return { kind: before !== null && after < before ? 'earlier' : 'since', day: after };
}
