/** Saving: judged and written down at once, sent last. */
import { withDb } from '../db/database.ts';
import { aheadFrom, deviceZone, localDay, momentOn, withOffset, type Day } from '../core/days.ts';
import { uuidv7 } from '../core/uuid.ts';
import { sectionOf } from '../entries/sections.ts';
import type { Finding } from '../flags/types.ts';
import type { Change, Stamp } from '../sync/compose.ts';
import { record } from '../sync/outbox.ts';
import { SCHEMA_V, type Body, type Entry, type EntryType } from '../sync/types.ts';
import type { Context } from './context.ts';
import { forgetFindings, keepFindings, raiseCard } from './flags.ts';
import { judge } from './judging.ts';
import { entryById, type Shown } from './views.ts';

/** What a form hands over. */
export interface Given {
  type: EntryType;
  body: Body;
  /** The day it is for; without one it is for now, or stays where it was. */
  day?: Day | undefined;
  /** The entry that is changed; without one a new entry is made. */
  id?: string | undefined;
  /** The draft that the words were kept in. */
  draft?: string;
  resolves?: string[];
}

export interface Written {
  id: string;
  /** The entry as it was before, undefined for a new one. */
  before: Shown | undefined;
}

export interface Saved extends Written {
  findings: Finding[];
  /** Whether the emergency card is up. */
  emergency: boolean;
}

/** The entry could not be written to this device; what the rules said about it still counts. */
export class NotSaved extends Error {
  constructor(
    readonly full: boolean,
    readonly emergency: boolean,
    cause: unknown
  ) {
    super('the entry is not on this device', { cause });
  }
}

function stampOf(context: Context, now: Date): Stamp {
  return {
    op_id: uuidv7(),
    actor_id: context.me().user.id,
    recorded_at: withOffset(now),
    schema_v: SCHEMA_V
  };
}

function changeOf(given: Given, before: Shown | undefined, now: Date): Change {
  const today = localDay(withOffset(now));
  // "Today" for a note of later today means now.
  const isAhead = before && Date.parse(before.occurred_at) >= aheadFrom(now.getTime());
  const kept = given.day === undefined || given.day === before?.local_date;
  const stays = before !== undefined && kept && !(isAhead && given.day === today);
  return {
    entry_id: given.id ?? uuidv7(),
    kind: 'put',
    type: given.type,
    section: sectionOf(given.type, given.body),
    occurred_at: stays ? before.occurred_at : momentOn(given.day ?? today, now),
    tz: stays ? before.tz : deviceZone(),
    body: given.body,
    ...(given.resolves ? { resolves: given.resolves } : {})
  };
}

function asEntry(change: Change): Entry {
  const { entry_id: id, type, section, body, occurred_at, tz } = change;
  return {
    ...{ id, type, section, body, occurred_at, tz },
    schema_v: SCHEMA_V,
    rev: 0,
    rev_epoch: 0,
    seq: 0,
    local_date: localDay(occurred_at),
    deleted: false,
    copies: []
  };
}

function isFull(error: unknown): boolean {
  const inner = (error as { inner?: unknown } | null)?.inner;
  return [error, inner].some((found) => found instanceof Error && found.name.startsWith('Quota'));
}

/**
 * Saves an entry. The rules are asked while it is written down, so that neither waits for the
 * other, and an emergency is shown even when this device is full. `written` hears of it as soon as
 * it is on the disk. Throws `NotSaved`.
 */
export async function saveEntry(
  context: Context,
  given: Given,
  written?: (entry: Written) => void
): Promise<Saved> {
  const now = new Date();
  const before = given.id
    ? await entryById(context.db, given.id).catch(() => undefined)
    : undefined;
  const change = changeOf(given, before, now);
  const entry = asEntry(change);
  const judged = judge(context, entry, now.getTime()).then((findings) => ({
    findings,
    emergency: raiseCard(context, findings, now)
  }));
  try {
    await withDb(context.db, (db) => record(db, change, stampOf(context, now), given.draft));
  } catch (error) {
    throw new NotSaved(isFull(error), (await judged).emergency, error);
  }
  written?.({ id: entry.id, before });
  const { findings, emergency } = await judged;
  // The entry is safe; the list of flags is only a help and may fail without harm.
  await keepFindings(context, entry, findings, now).catch(() => undefined);
  return { id: entry.id, before, findings, emergency };
}

/** Deletes an entry; returns it as it was, for the undo bar. */
export async function deleteEntry(
  context: Context,
  id: string,
  resolves: string[] = []
): Promise<Shown | undefined> {
  const before = await entryById(context.db, id);
  if (!before) return undefined;
  const { type, section, body, occurred_at, tz } = before;
  const change: Change = {
    ...{ entry_id: id, kind: 'delete', type, section, body, occurred_at, tz, resolves }
  };
  await withDb(context.db, (db) => record(db, change, stampOf(context, new Date())));
  await forgetFindings(context, id);
  return before;
}

/** Puts an entry back to what it was before a change or a deletion. */
export async function putBack(context: Context, before: Shown): Promise<void> {
  const { id: entry_id, type, section, body, occurred_at, tz } = before;
  const change: Change = { ...{ entry_id, kind: 'put', type, section, body, occurred_at, tz } };
  await withDb(context.db, (db) => record(db, change, stampOf(context, new Date())));
  await forgetFindings(context, entry_id);
}
