/** What somebody notes in another's journal, as an operation. Pure. */
import { deviceZone, localDay, momentOn, withOffset, type Day } from '../core/days.ts';
import { sectionOf } from '../entries/sections.ts';
import {
  SCHEMA_V,
  type Base,
  type Body,
  type Entry,
  type EntryType,
  type Op
} from '../sync/types.ts';

/** What can be noted for another, in the order in which it is offered. */
export const KINDS = [
  'symptom',
  'temperature',
  'weight',
  'sleep',
  'diet',
  'activity',
  'appointment',
  'question',
  'distress'
] as const satisfies readonly EntryType[];
export type Kind = (typeof KINDS)[number];

/** They are about a day of their own, or about none. */
const UNDATED: readonly Kind[] = ['appointment', 'question'];
export const isDated = (kind: Kind): boolean => !UNDATED.includes(kind);

/** For how long one can change what one has noted for another; the server decides. */
const CHANGE_MS = 86_400_000;

/** What can be noted where these sections are shared. */
export function kindsIn(sections: readonly string[]): Kind[] {
  return KINDS.filter((kind) => sections.includes(sectionOf(kind, {})));
}

/** Help must open at once, whatever waits; everything else leaves this person. */
const ALWAYS_OPEN = ['/help/', '/crisis/', '/now/'];

/** Whether a page is still about this person's journal. */
export function staysWith(journal: string, page: string, query: URLSearchParams): boolean {
  const theirs = ['/helping/', '/helping/note/'].includes(page) && query.get('id') === journal;
  return theirs || ALWAYS_OPEN.includes(page);
}

export function kindOf(type: string | undefined): Kind | undefined {
  return KINDS.find((kind) => kind === type);
}

/** When an entry was made, by its id, which is a UUID of version 7. */
export function madeAt(id: string): number {
  return parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/** Whether this person can still change the entry. */
export function isChangeable(entry: Entry, me: string | undefined, now: number): boolean {
  const mine = me !== undefined && entry.author_id === me && !entry.deleted;
  const age = now - madeAt(entry.id);
  return mine && age < CHANGE_MS && kindOf(entry.type) !== undefined && entry.copies.length === 0;
}

/** The entry as the server has it, as far as the next operation stands on it. */
export interface Known {
  rev: number;
  epoch: number;
  occurred_at: string;
  tz: string;
}

export interface Draft {
  op_id: string;
  entry_id: string;
  kind: Op['kind'];
  actor_id: string;
  type: EntryType;
  body: Body;
  /** The day it is for; without one it is for now, or stays where it was. */
  day: Day | undefined;
  known: Known | undefined;
}

export function operation(draft: Draft, at: number): Op {
  const now = new Date(at);
  const { op_id, entry_id, kind, actor_id, type, body, day, known } = draft;
  const today = localDay(withOffset(now));
  const stays = known && (day === undefined || day === localDay(known.occurred_at));
  const base: Base = known ? { rev: known.rev, epoch: known.epoch } : null;
  return {
    ...{ op_id, entry_id, kind, actor_id, type, base, body },
    section: sectionOf(type, body),
    schema_v: SCHEMA_V,
    occurred_at: stays ? known.occurred_at : momentOn(day ?? today, now),
    tz: stays ? known.tz : deviceZone(),
    recorded_at: withOffset(now),
    resolves: []
  };
}
