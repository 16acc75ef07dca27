/** What this phone remembers of a check-in besides the notes themselves. */
import type { Day } from '../core/days.ts';
import type { Local } from '../local/index.ts';
import type { Memory } from './questions.ts';

const KEY = 'week';

export interface Kept extends Memory {
  /** The day it was begun on; a new day begins anew. */
  day: Day;
  /** Going through it has begun. */
  begun?: boolean;
  /** The last day on which one was finished, or put off, on this phone. */
  last?: Day | undefined;
}

type Drafts = Pick<Local, 'draft' | 'keepDraft'>;

export async function kept(local: Drafts): Promise<Kept | undefined> {
  return local.draft<Kept>(KEY);
}

/** As it is today: nothing yet, unless it was begun today. */
export async function remembered(local: Drafts, today: Day): Promise<Kept> {
  const known = await kept(local);
  return known?.day === today ? known : { day: today, yes: [], past: [], last: known?.last };
}

export async function remember(
  local: Drafts,
  today: Day,
  change: (known: Kept) => Partial<Kept>
): Promise<void> {
  const known = await remembered(local, today);
  await local.keepDraft(KEY, { ...known, ...change(known) });
}
