/** What Today needs to know of the weekly check-in; reads only. */
import type { Day } from '../core/days.ts';
import { addDays } from '../core/days.ts';
import type { Local } from '../local/index.ts';
import type { JournalInfo } from '../state/stored.ts';
import { answeredOn, isDue, WEEKLY } from './due.ts';
import { kept, remember } from './memory.ts';

export type Offer = 'due' | 'begun' | undefined;

export async function offerOf(local: Local, journal: JournalInfo, today: Day): Promise<Offer> {
  const { views, db } = local;
  const every = Number(journal.profile['checkin_every_days'] ?? WEEKLY);
  // Begun together: after the first of them is there, changes of the others would go unnoticed.
  const [known, entries, first] = await Promise.all([
    kept(local),
    views.between(db, addDays(today, -every), today),
    db.entries.orderBy('local_date').first()
  ]);
  const answered = answeredOn(entries);
  if (known?.last === today || answered === today) return undefined;
  if (known?.day === today && known.begun) return 'begun';
  const last = [answered, known?.last]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  // A phone that has not been online since may know of no days yet.
  const weekdays = (journal.checkin_days as number[] | undefined) ?? [];
  return isDue({ every, weekdays }, today, last, first?.local_date) ? 'due' : undefined;
}

/** Not now: the next time it is due. */
export async function putOff(local: Local, today: Day): Promise<void> {
  await remember(local, today, () => ({ last: today }));
}
