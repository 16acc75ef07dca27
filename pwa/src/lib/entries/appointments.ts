/** Appointments among the entries: the last visit, the next one, and what happened on a day. */
import { addDays, type Day } from '../core/days.ts';
import type { Body, Entry } from '../sync/types.ts';

export const KINDS = [
  ...(['clinic', 'scan', 'blood_test', 'treatment', 'phone_call', 'other'] as const)
];
export type AppointmentKind = (typeof KINDS)[number];

/** The entry with its own day and time, both by the clock on the wall there. */
export interface Appointment {
  id: string;
  kind: AppointmentKind;
  on: Day;
  /** "10:30"; undefined when only the day is known. */
  at: string | undefined;
  body: Body;
  author_id?: string | null | undefined;
  author_name?: string | null | undefined;
}

type Noted = Pick<Entry, 'id' | 'type' | 'body' | 'author_id' | 'author_name'>;

/** All of them, the earliest first; those of one day without a time come first. */
export function appointments(entries: readonly Noted[]): Appointment[] {
  return entries
    .filter(({ type, body }) => type === 'appointment' && typeof body['on'] === 'string')
    .map(({ id, body, author_id, author_name }) => ({
      ...{ id, author_id, author_name },
      kind: KINDS.find((kind) => kind === body['kind']) ?? 'other',
      on: body['on'] as Day,
      at: typeof body['at'] === 'string' ? body['at'] : undefined,
      body
    }))
    .sort((a, b) => (moment(a) < moment(b) ? -1 : moment(a) > moment(b) ? 1 : 0));
}

const moment = ({ on, at }: Appointment): string => `${on} ${at ?? ''}`;

/** The newest visit to the clinic before this day. */
export function lastVisit(all: readonly Appointment[], today: Day): Appointment | undefined {
  return all.findLast(({ kind, on }) => kind === 'clinic' && on < today);
}

/** The next one of any kind; one of today counts all day. */
export function nextAppointment(all: readonly Appointment[], today: Day): Appointment | undefined {
  return all.find(({ on }) => on >= today);
}

/** The next one to talk to somebody; where only tests and treatments are planned, the next of those. */
export function visitAhead(all: readonly Appointment[], today: Day): Appointment | undefined {
  const talks = all.filter(({ kind }) => (GROUPS.visits as readonly string[]).includes(kind));
  return nextAppointment(talks, today) ?? nextAppointment(all, today);
}

const FRESH_DAYS = 14;
const CAME_OF_IT = ['decided', 'to_do', 'call_if'];

/** A visit of the last two weeks of which nothing has been written down yet. */
export function visitBehind(all: readonly Appointment[], today: Day): Appointment | undefined {
  const from = addDays(today, -FRESH_DAYS);
  const talks = within(all, 'visits', from, addDays(today, -1));
  return talks.findLast(({ body }) => !CAME_OF_IT.some((key) => body[key]));
}

/** What a chart may show besides its points, one group at a time. */
export const GROUPS = {
  visits: ['clinic', 'phone_call', 'other'],
  treatment: ['treatment'],
  tests: ['scan', 'blood_test']
} as const satisfies Record<string, readonly AppointmentKind[]>;
export type Group = keyof typeof GROUPS;

/** Those of a group within these days, both included. */
export function within(
  all: readonly Appointment[],
  group: Group,
  from: Day,
  to: Day
): Appointment[] {
  const kinds: readonly AppointmentKind[] = GROUPS[group];
  return all.filter(({ kind, on }) => kinds.includes(kind) && on >= from && on <= to);
}
