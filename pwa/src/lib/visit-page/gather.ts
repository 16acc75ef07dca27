/** Everything that the pages on visits show, read from this device. */
import type { Day } from '../core/days.ts';
import { appointments, lastVisit, visitAhead, visitBehind } from '../entries/appointments.ts';
import type { Appointment } from '../entries/appointments.ts';
import type { StoredFlag } from '../flagging/types.ts';
import type { Local } from '../local.ts';
import type { Shown } from '../local/views.ts';
import { chartsChosen } from './chosen.ts';
import { daysNeeded } from './page.ts';
import { titleWith } from './topic.ts';
import { questions, type Question } from './questions.ts';

/** A flag that can be chosen, or was. */
export interface Raised {
  id: string;
  title: string;
  isOpen: boolean;
}

export interface Gathered {
  visit: Appointment | undefined;
  last: Appointment | undefined;
  /** One that is over, of which nothing has been written down yet. */
  behind: Appointment | undefined;
  /** What else is planned, the next first. */
  more: Appointment[];
  all: Appointment[];
  questions: Question[];
  entries: Shown[];
  raised: Raised[];
  /** What is to be drawn on the page. */
  charts: string[];
}

export async function gather(local: Local, today: Day): Promise<Gathered> {
  const { views, db, flags, context } = local;
  const [planned, asked, flagged] = await Promise.all([
    views.ofType(db, 'appointment'),
    views.ofType(db, 'question'),
    flags.openFlags(context)
  ]);
  const all = appointments(planned);
  const [visit, last] = [visitAhead(all, today), lastVisit(all, today)];
  const days = daysNeeded(today, last);
  const entries = await Promise.all(days.map(([from, to]) => views.between(db, from, to)));
  // One that only the phone has found has no id yet that would last.
  const open = flagged.filter(({ by }) => by === 'server');
  const chosen = await db.flags.bulkGet(topOf(visit).filter((id) => !open.some(isOf(id))));
  const ended = chosen.filter((flag) => flag !== undefined);
  return {
    ...{ visit, last, all, behind: visitBehind(all, today) },
    more: all.filter((one) => one.on >= today && one !== visit),
    questions: questions(asked),
    charts: await chartsChosen(db),
    entries: entries.flat().filter(({ body }) => body['private'] !== true),
    raised: await Promise.all([
      ...open.map((flag) => named(local, flag, true)),
      ...ended.map((flag) => named(local, flag, false))
    ])
  };
}

const isOf =
  (id: string) =>
  (flag: { id: string }): boolean =>
    flag.id === id;

async function named(
  { flags, context }: Local,
  flag: StoredFlag,
  isOpen: boolean
): Promise<Raised> {
  const text = await flags.textOf(context, flag);
  return { id: flag.id, title: titleWith(flag, text?.title ?? flag.rule), isOpen };
}

/** The flags that were chosen for it, the most important first. */
export function topOf(visit: Appointment | undefined): string[] {
  const top = visit?.body['top'];
  return Array.isArray(top) ? top.filter((id) => typeof id === 'string') : [];
}

/** Their words, as far as this device knows them. */
export function topWords({ visit, raised }: Pick<Gathered, 'visit' | 'raised'>): string[] {
  return topOf(visit)
    .map((id) => raised.find(isOf(id))?.title)
    .filter((title) => title !== undefined);
}
