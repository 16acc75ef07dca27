/** Taking a break: days on which nothing is sent. The server goes by the same days. */
import { addDays, type Day } from '../core/days.ts';
import { changeJournal } from './journal.ts';
import type { JournalInfo } from './stored.ts';

/** Starts a break of some days, or one that lasts; false when the server does not answer. */
export function startBreak(journal: JournalInfo, today: Day, days?: number): Promise<boolean> {
  const to = days === undefined ? null : addDays(today, days - 1);
  return changeJournal({ profile: { ...journal.profile, journal_paused: { from: today, to } } });
}

/** Ends it, or forgets one that is over. */
export function endBreak(journal: JournalInfo): Promise<boolean> {
  const { journal_paused: _over, ...profile } = journal.profile;
  return changeJournal({ profile });
}
