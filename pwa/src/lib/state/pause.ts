/** The days of a break, as the journal's profile has them. */
import type { Day } from '../core/days.ts';
import type { JournalInfo } from './stored.ts';

export interface Pause {
  from: Day | null;
  /** The last day; null until the person comes back. */
  to: Day | null;
}

const kept = (journal: JournalInfo | null): Pause | undefined =>
  (journal?.profile['journal_paused'] as Pause | null | undefined) ?? undefined;

/** The break that is on; undefined when there is none today. */
export function pauseOf(journal: JournalInfo | null, today: Day): Pause | undefined {
  const pause = kept(journal);
  const covers = pause && (pause.from ?? today) <= today && today <= (pause.to ?? today);
  return covers ? pause : undefined;
}

/** Whether a break has ended by itself and nobody has said welcome yet. */
export function isBack(journal: JournalInfo | null, today: Day): boolean {
  const end = kept(journal)?.to;
  return Boolean(end && end < today);
}
