/** The days of a break: as the journal's profile has them, or as this phone has still to tell. */
import { waitingBreak } from '../api/breaks.ts';
import type { Day } from '../core/days.ts';
import type { JournalInfo, Pause } from './stored.ts';

export type { Pause };

export const RESTS = ['reminders', 'mail', 'prompts'] as const;
export type Rest = (typeof RESTS)[number];

function kept(journal: JournalInfo | null): Pause | undefined {
  const waits = journal ? waitingBreak(journal.id) : undefined;
  if (waits) return waits.pause ?? undefined;
  return (journal?.profile['journal_paused'] as Pause | null | undefined) ?? undefined;
}

/** The break that is on; undefined when there is none today. */
export function pauseOf(journal: JournalInfo | null, today: Day): Pause | undefined {
  const pause = kept(journal);
  const covers = pause && (pause.from ?? today) <= today && today <= (pause.to ?? today);
  return covers ? pause : undefined;
}

/** What rests in a break; one from before there was a choice rests everything. */
export function restsIn(pause: Pause | undefined): readonly Rest[] {
  return RESTS.filter((what) => pause && pause[what] !== false);
}

/** Whether a break has ended by itself and nobody has said welcome yet. */
export function isBack(journal: JournalInfo | null, today: Day): boolean {
  const end = kept(journal)?.to;
  return Boolean(end && end < today);
}
