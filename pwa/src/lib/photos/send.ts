/** Sends pictures to the server, one after the other, each only after the entry that names it. */
import { request } from '../api/http.ts';
import { pictureAt } from '../api/journal.ts';
import type { Journal, Photo } from '../db/database.ts';
import type { Context } from '../local/context.ts';
import { backoff } from '../sync/backoff.ts';

/** What the server said to one picture. */
export interface Said {
  status: number;
  code: string;
  wait?: number;
}
export type Put = (entryId: string, bytes: ArrayBuffer) => Promise<Said>;

/** On a bad line a picture takes its time. */
const PATIENCE_MS = 180_000;
/** A full journal may have room again some day. */
const FULL_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
/** What was taken back before it was ever sent may still be brought back for a moment. */
const UNDO_MS = 600_000;
const GONE_MS = 30 * DAY_MS;

let running: Promise<void> | undefined;
let failures = 0;
let notBefore = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends all that wait; after a failure it tries again by itself, with growing pauses. */
export function sendPhotos(context: Context): Promise<void> {
  const journal = context.me().journal;
  if (!journal || Date.now() < notBefore) return Promise.resolve();
  const put: Put = (id, bytes) =>
    request('PUT', pictureAt(journal.id, id), {
      ...{ bytes, patience: PATIENCE_MS, headers: { 'Content-Type': 'image/jpeg' } }
    });
  const work = async (): Promise<void> => again(context, await sendAll(context.db, put));
  running ??= alone(context.db.name, work).finally(() => (running = undefined));
  return running;
}

async function alone(name: string, work: () => Promise<void>): Promise<void> {
  // Two tabs that send the same picture do no harm.
  if (!navigator.locks) return work();
  await navigator.locks.request(`${name} photos`, work);
}

function again(context: Context, wait: number | undefined): void {
  clearTimeout(timer);
  failures = wait === undefined ? 0 : failures + 1;
  notBefore = wait ? Date.now() + wait : 0;
  if (wait === undefined) return;
  const pause = Math.max(wait, backoff(failures));
  timer = setTimeout(() => void sendPhotos(context).catch(() => undefined), pause);
}

/**
 * Sends one after the other. Undefined when nothing is left to be sent now; else the milliseconds
 * that the server asked to wait, 0 where it did not say.
 */
export async function sendAll(
  db: Journal,
  put: Put,
  now: () => number = Date.now
): Promise<number | undefined> {
  await tidy(db, now());
  const ids = await db.photos.where('sent').equals(0).primaryKeys();
  for (const id of ids) {
    const photo = await db.photos.get(id);
    if (!photo || photo.sent !== 0 || !(await isNamed(db, id))) continue;
    const said = await put(id, photo.bytes);
    if (said.status === 0 || said.status === 429 || said.status >= 500) return said.wait ?? 0;
    const change = outcome(said, now());
    // Signed out, or not allowed for now: what comes next is the sync engine's to find out.
    if (!change) return undefined;
    await db.photos.update(id, change);
  }
  return undefined;
}

function outcome({ status, code }: Said, now: number): Partial<Photo> | undefined {
  if (status === 201 || status === 204) return { sent: 1 };
  if (code === 'no-room') return { sent: 2, code, next: now + FULL_MS };
  if ([400, 413, 415, 422].includes(status)) return { sent: 2, code: 'refused' };
  return undefined;
}

/** Whether the server knows the entry: then it may be asked to take its picture. */
async function isNamed(db: Journal, id: string): Promise<boolean> {
  return (await db.entries.get(id)) !== undefined;
}

/** Asks again where there may be room now, and lets go of what no entry shows any more. */
export async function tidy(db: Journal, now: number): Promise<void> {
  await db.photos
    .where('sent')
    .equals(2)
    .filter(({ next }) => next !== undefined && next <= now)
    .modify({ sent: 0 });
  // By their keys only: their bytes are large.
  const ids = await db.photos
    .where('at')
    .below(now - UNDO_MS)
    .primaryKeys();
  const entries = await db.entries.bulkGet(ids);
  for (const [i, id] of ids.entries()) {
    const entry = entries[i];
    if ((entry && !entry.deleted) || (await isWanted(db, id))) continue;
    const photo = await db.photos.get(id);
    // The server keeps what it has for a while; what it has not, only this device can bring back.
    if (!entry || photo?.sent === 1 || (photo?.at ?? 0) < now - GONE_MS) await db.photos.delete(id);
  }
}

/** Whether a change that waits, or one that was refused, still shows it. */
async function isWanted(db: Journal, id: string): Promise<boolean> {
  const waiting = await db.outbox.where('entry_id').equals(id).last();
  if (waiting) return waiting.op.kind === 'put';
  return (await db.quarantine.where('entry_id').equals(id).count()) > 0;
}
