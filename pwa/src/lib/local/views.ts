/** What screens show: entries with whatever waits to be sent laid over them. Reads only. */
import type { Journal } from '../db/database.ts';
import { aheadFrom, type Day } from '../core/days.ts';
import { visible } from '../sync/compose.ts';
import type { Entry, EntryRow, EntryType, Pending, Quarantined } from '../sync/types.ts';

/** An entry as it is shown. */
export interface Shown extends Entry {
  /** It is on this device but not yet with the server. */
  waiting: boolean;
}

const newestFirst = (a: Entry, b: Entry): number =>
  Date.parse(b.occurred_at) - Date.parse(a.occurred_at) || (a.id < b.id ? 1 : -1);

function byEntry(rows: readonly Pending[]): Map<string, Pending[]> {
  const groups = new Map<string, Pending[]>();
  for (const row of rows) {
    const group = groups.get(row.entry_id);
    if (group) group.push(row);
    else groups.set(row.entry_id, [row]);
  }
  return groups;
}

/** Lays everything that waits over these shadows and keeps what `wanted` says, newest first. */
async function overlaid(
  db: Journal,
  shadows: readonly EntryRow[],
  wanted: (entry: Entry) => boolean
): Promise<Shown[]> {
  const waiting = byEntry(await db.outbox.orderBy('n').toArray());
  const known = new Map(shadows.map((row) => [row.id, row]));
  const others = await db.entries.bulkGet([...waiting.keys()].filter((id) => !known.has(id)));
  others.forEach((row) => row && known.set(row.id, row));
  const ids = new Set([...known.keys(), ...waiting.keys()]);
  return [...ids]
    .map((id) => shown(known.get(id), waiting.get(id) ?? []))
    .filter((entry) => entry !== undefined)
    .filter((entry) => (!entry.deleted || entry.copies.length > 0) && wanted(entry))
    .sort(newestFirst);
}

function shown(shadow: EntryRow | undefined, waiting: readonly Pending[]): Shown | undefined {
  const entry = visible(shadow, waiting);
  return entry && { ...entry, waiting: waiting.length > 0 };
}

export async function entryById(db: Journal, id: string): Promise<Shown | undefined> {
  const rows = await db.outbox.where('entry_id').equals(id).sortBy('n');
  return shown(await db.entries.get(id), rows);
}

export function entriesOn(db: Journal, day: Day): Promise<Shown[]> {
  return between(db, day, day);
}

/** The newest entries that are wanted, up to `limit`. */
export async function newest(
  db: Journal,
  limit: number,
  wanted: (entry: Entry) => boolean = () => true
): Promise<Shown[]> {
  const shadows = await db.entries.orderBy('at').reverse().filter(wanted).limit(limit).toArray();
  return (await overlaid(db, shadows, wanted)).slice(0, limit);
}

/** Everything since an instant, in milliseconds. */
export async function since(db: Journal, at: number): Promise<Shown[]> {
  const shadows = await db.entries.where('at').aboveOrEqual(at).toArray();
  const recent = (entry: Entry): boolean => Date.parse(entry.occurred_at) >= at && !entry.deleted;
  return overlaid(db, shadows, recent);
}

/** Everything of one type, however old. */
export async function ofType(db: Journal, type: EntryType): Promise<Shown[]> {
  const index = db.entries.where('[type+at]');
  const shadows = await index.between([type, -Infinity], [type, Infinity]).toArray();
  return overlaid(db, shadows, (entry) => entry.type === type && !entry.deleted);
}

/** Everything of these days, both included. */
export async function between(db: Journal, from: Day, to: Day): Promise<Shown[]> {
  const shadows = await db.entries.where('local_date').between(from, to, true, true).toArray();
  const wanted = ({ local_date, deleted }: Entry): boolean =>
    local_date >= from && local_date <= to && !deleted;
  return overlaid(db, shadows, wanted);
}

/** The newest entry of a type, or of one symptom, leaving one out. */
export async function lastOf(
  db: Journal,
  type: EntryType,
  symptom?: string,
  except?: string
): Promise<Shown | undefined> {
  const [index, key] = symptom ? ['[symptom+at]', symptom] : ['[type+at]', type];
  const shadows = await db.entries
    .where(index)
    .between([key, -Infinity], [key, Infinity])
    .reverse()
    .limit(20)
    .toArray();
  const wanted = (entry: Entry): boolean =>
    entry.type === type &&
    !entry.deleted &&
    entry.id !== except &&
    (symptom === undefined || entry.body['symptom'] === symptom);
  return (await overlaid(db, shadows, wanted))[0];
}

/** Entries by id, in the order asked for; those not on this device are left out. */
export async function entriesById(db: Journal, ids: readonly string[]): Promise<Shown[]> {
  const found = await Promise.all(ids.map((id) => entryById(db, id)));
  return found.filter((entry) => entry !== undefined && !entry.deleted) as Shown[];
}

/** Entries dated in the future: rules leave them out until the survivor has corrected them. */
export async function ahead(db: Journal, now: number): Promise<Shown[]> {
  return (await since(db, aheadFrom(now))).filter((entry) => entry.copies.length === 0);
}

/** Entries with a version that waits for the survivor's choice. */
export async function conflicts(db: Journal): Promise<Shown[]> {
  const open = await db.entries.filter((row) => row.copies.length > 0).toArray();
  return (await overlaid(db, open, (entry) => entry.copies.length > 0)).filter(
    (entry) => entry.copies.length > 0
  );
}

/** Changes that the server has refused, the newest first. */
export async function refused(db: Journal): Promise<Quarantined[]> {
  return db.quarantine.orderBy('at').reverse().toArray();
}
