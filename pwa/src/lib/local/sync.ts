/** Keeps the journal on this device and the server in step while the app is open. */
import Dexie, { liveQuery } from 'dexie';
import { connectionLost, type Journal } from '../db/database.ts';
import { session } from '../state/session.svelte.ts';
import { sync } from '../state/sync-status.svelte.ts';
import { drain, type Outcome } from '../sync/drain.ts';
import { Engine } from '../sync/engine.ts';
import { forgetReplica } from '../sync/replica.ts';
import { remoteOf } from '../sync/remote.ts';
import type { Flag } from '../flagging/types.ts';
import type { Context } from './context.ts';
import { refreshFlags, settleFindings, urgentFlags } from './flags.ts';
import { judgeLate } from './judging.ts';
import { ahead } from './views.ts';

export interface Hooks {
  /** An emergency came from the server; the card must be shown now. */
  emergency: () => void;
  /** This device may no longer hold the journal. */
  wipe: () => Promise<void>;
}

async function alone(name: string, work: () => Promise<void>): Promise<void> {
  // Old browsers have no locks; there, two tabs may do the same work twice, which is harmless.
  if (!navigator.locks) return work();
  await navigator.locks.request(`${name} sync`, work);
}

async function round(context: Context, hooks: Hooks): Promise<Outcome> {
  const journal = context.me().journal;
  if (!journal) return { ended: 'refused' };
  // Asking would only fail; the line's return starts a round by itself.
  if (!navigator.onLine) return { ended: 'later' };
  if (await judgeLate(context, new Date())) hooks.emergency();
  const outcome = await drain({
    db: context.db,
    remote: remoteOf(journal.id),
    device: context.device,
    now: () => new Date(),
    urgent: async (flags) => {
      if (await urgentFlags(context, flags as Flag[])) hooks.emergency();
    }
  });
  if (outcome.ended !== 'done') return outcome;
  if (outcome.flagsVersion !== undefined) await refreshFlags(context, outcome.flagsVersion);
  await settleFindings(context, Date.now());
  return outcome;
}

function ended(context: Context, hooks: Hooks, outcome: Outcome): void {
  sync.ended = outcome.ended;
  session.ended = outcome.ended === 'signed-out';
  // Perhaps somebody else has signed in, in another tab, or a proof there changed the session's key.
  if (['refused', 'read-only', 'signed-out'].includes(outcome.ended)) void session.refresh();
  if (outcome.ended === 'gone') void hooks.wipe();
  if (outcome.ended === 'revoked') void forgetReplica(context.db);
  if (outcome.ended === 'upgrade')
    void navigator.serviceWorker?.getRegistration().then((found) => found?.update());
}

/** Starts everything; the answer stops it. */
export function startSync(context: Context, hooks: Hooks): { engine: Engine; stop: () => void } {
  const engine = new Engine({
    round: () => round(context, hooks),
    alone: (work) => alone(context.db.name, work),
    ended: (outcome) => ended(context, hooks, outcome),
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    now: () => Date.now()
  });
  const stops = [watchLine(engine), watchPage(context.db, engine), watchCounts(context.db)];
  void engine.nudge('start');
  return {
    engine,
    stop: () => {
      engine.stop();
      stops.forEach((stop) => stop());
    }
  };
}

function watchLine(engine: Engine): () => void {
  const changed = (): void => {
    sync.online = navigator.onLine;
    if (sync.online) void engine.nudge('online');
  };
  sync.online = navigator.onLine;
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

function watchPage(db: Journal, engine: Engine): () => void {
  const shown = (): void => {
    if (document.visibilityState !== 'visible') return;
    // iOS drops the connection to the database while the app sleeps: find out now, not at a tap.
    db.kv
      .get('device')
      .catch(async (error: unknown) => {
        if (!connectionLost(error)) return;
        db.close();
        await db.open();
      })
      .finally(() => void engine.nudge('visible'));
  };
  const told = (event: MessageEvent): void => {
    if (event.data === 'sync') void engine.nudge('asked');
  };
  document.addEventListener('visibilitychange', shown);
  navigator.serviceWorker?.addEventListener('message', told);
  return () => {
    document.removeEventListener('visibilitychange', shown);
    navigator.serviceWorker?.removeEventListener('message', told);
  };
}

async function counted(
  db: Journal
): Promise<{ waiting: number; oldest: number | null; needs: number }> {
  const rows = await db.outbox.toArray();
  const times = rows.map((row) => Date.parse(row.op.recorded_at)).filter(Number.isFinite);
  const refused = await db.quarantine.count();
  const open = await db.entries.filter((row) => row.copies.length > 0).count();
  const oldest = times.length > 0 ? Math.min(...times) : null;
  const held = await ahead(db, Date.now());
  return { waiting: rows.length, oldest, needs: refused + open + held.length };
}

function watchCounts(db: Journal): () => void {
  const watched = liveQuery(() => counted(db)).subscribe({
    next: (found) => Object.assign(sync, found),
    error: () => undefined
  });
  return () => watched.unsubscribe();
}

/** Deletes the journal from this device. */
export async function deleteDatabase(db: Journal): Promise<void> {
  db.close();
  await Dexie.delete(db.name);
}
