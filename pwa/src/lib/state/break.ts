/** Taking a break and coming back. Both count on this phone at once, also without a network. */
import { keepBreak, waitingBreak } from '../api/breaks.ts';
import { hasLeft } from '../api/http.ts';
import { addDays, type Day } from '../core/days.ts';
import type { Rest } from './pause.ts';
import { RESTS } from './pause.ts';
import { session } from './session.svelte.ts';
import type { JournalInfo, Pause } from './stored.ts';

/** Starts a break of some days, or one that lasts; false when this phone can keep nothing. */
export function startBreak(
  journal: JournalInfo,
  { today, days, rests }: { today: Day; days?: number | undefined; rests: readonly Rest[] }
): boolean {
  const to = days === undefined ? null : addDays(today, days - 1);
  const ticks = Object.fromEntries(RESTS.map((what) => [what, rests.includes(what)]));
  return wish(journal, { from: today, to, ...ticks });
}

/** Ends it, or forgets one that is over. */
export function endBreak(journal: JournalInfo): boolean {
  return wish(journal, null);
}

function wish(journal: JournalInfo, pause: Pause | null): boolean {
  const user = session.me?.user.id;
  if (!user || !keepBreak({ user, journal: journal.id, pause })) return false;
  const { journal_paused: _before, ...profile } = journal.profile;
  session.keepJournal({
    ...journal,
    profile: pause ? { ...profile, journal_paused: { ...pause } } : profile
  });
  return true;
}

/** Tells the server as far as it answers; whether something still waits. */
export async function tellBreak(journal: JournalInfo): Promise<boolean> {
  await hasLeft();
  // Another wish may have come while the first was on its way.
  if (waitingBreak(journal.id)) await hasLeft();
  return waitingBreak(journal.id) !== undefined;
}
