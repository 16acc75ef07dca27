/**
 * One round of talking to the server: push everything that waits, then pull what is new. Every
 * answer ends in something that is safe to stop at; nothing here may lose an operation.
 */
import { read, write, type Journal } from '../db/database.ts';
import { envelope, LIMITS, smaller, type Limits } from './batch.ts';
import { freezeBatch, quarantine } from './outbox.ts';
import { agrees, applyPage, epochSeen, settle, swapIn } from './replica.ts';
import type { Entry, PullAnswer, PushAnswer } from './types.ts';

/** What the server said. Status 0: no answer came back. */
export interface Answer {
  status: number;
  /** The code of a problem, with hyphens. */
  code?: string;
  /** Milliseconds that the server asked us to wait. */
  wait?: number;
  body: unknown;
}

/** The server of one journal. */
export interface Remote {
  push(bytes: string, epoch: number | undefined): Promise<Answer>;
  pull(cursor: string | undefined): Promise<Answer>;
}

export type Outcome =
  | { ended: 'done'; flagsVersion?: number }
  /** Try again later: no answer, or the server is busy or broken. */
  | { ended: 'later'; wait?: number }
  /** Only the survivor, the server's operator or a new version of the app can go on from here. */
  | { ended: 'signed-out' | 'upgrade' | 'revoked' | 'read-only' | 'gone' | 'refused' };

export interface Round {
  db: Journal;
  remote: Remote;
  device: string;
  now: () => Date;
  /** Called with flags that the server raised while it took the operations. */
  urgent?: (flags: unknown[]) => Promise<void>;
}

type Turn = Outcome | 'again' | 'ok';

/** Pushes, then pulls; starts over when an answer turns out to be from another epoch. */
export async function drain(round: Round): Promise<Outcome> {
  for (let turns = 0; turns < 8; turns += 1) {
    const pushed = await pushAll(round);
    if (pushed === 'again') continue;
    if (pushed !== 'ok') return pushed;
    const pulled = await pullAll(round);
    if (pulled !== 'again' && pulled !== 'ok') return pulled;
  }
  return { ended: 'later' };
}

async function pushAll(round: Round): Promise<Turn> {
  const { db, remote } = round;
  let limits: Limits = LIMITS;
  for (;;) {
    const batch = await freezeBatch(db, limits);
    if (batch.length === 0) return 'ok';
    const bytes = envelope(round.device, round.now().toISOString(), batch);
    const answer = await remote.push(bytes, await read<number>(db, 'epoch'));
    if (answer.status === 200) {
      const turn = await took(round, answer.body as PushAnswer);
      if (turn !== 'ok') return turn;
      continue;
    }
    // One operation must never hold up the others, whatever it contains.
    if (answer.status === 413 || answer.status === 400 || answer.status === 422) {
      const next = smaller(batch, limits, (answer.body ?? {}) as Record<string, number>);
      const [only] = batch;
      if (next) limits = next;
      else if (only) await quarantine(db, only, answer.status === 413 ? 'too_large' : 'invalid');
      continue;
    }
    return stopped(round, answer);
  }
}

async function took(round: Round, body: PushAnswer): Promise<Turn> {
  await epochSeen(round.db, body.epoch);
  const answered = await settle(round.db, body.results, round.now().getTime());
  if (body.urgent?.length) await round.urgent?.(body.urgent);
  // An answer without our operations in it would have us send them again at once, for ever.
  return answered > 0 ? 'ok' : { ended: 'later' };
}

async function pullAll(round: Round): Promise<Turn> {
  const { db, remote } = round;
  let cursor = await read<string>(db, 'cursor');
  let snapshot: Entry[] | null = cursor === undefined ? [] : null;
  for (;;) {
    const answer = await remote.pull(cursor);
    if (answer.status === 410 && ['view-changed', 'cursor-expired'].includes(answer.code ?? '')) {
      await db.kv.delete('cursor');
      cursor = undefined;
      snapshot = [];
      continue;
    }
    if (answer.status !== 200) return stopped(round, answer);
    const page = answer.body as PullAnswer;
    if (await epochSeen(db, page.epoch)) return 'again';
    cursor = page.cursor;
    if (!snapshot) await applyPage(db, page.changes, page.cursor);
    else snapshot.push(...page.changes);
    if (page.more) continue;
    if (snapshot) await swapIn(db, snapshot, page.cursor);
    return reached(round, page, snapshot !== null);
  }
}

/** The replica is complete; it must hold exactly what the server says it does. */
async function reached(round: Round, page: PullAnswer, fresh: boolean): Promise<Turn> {
  const { db } = round;
  if (page.digest && !(await agrees(db, page.digest))) {
    await write(db, 'mismatches', ((await read<number>(db, 'mismatches')) ?? 0) + 1);
    if (!fresh) {
      await db.kv.delete('cursor');
      return 'again';
    }
  }
  const version = page.flags_version;
  return { ended: 'done', ...(version === undefined ? {} : { flagsVersion: version }) };
}

async function stopped(round: Round, answer: Answer): Promise<Turn> {
  const code = answer.code ?? '';
  if (code === 'epoch-changed' || code === 'cursor-reset') {
    const epoch = (answer.body as { epoch?: number } | null)?.epoch;
    if (!(await epochSeen(round.db, epoch))) await round.db.kv.delete('cursor');
    return 'again';
  }
  switch (answer.status) {
    case 401:
      return { ended: 'signed-out' };
    case 403:
      return { ended: code === 'access-revoked' ? 'revoked' : 'read-only' };
    case 404:
      return { ended: 'refused' };
    case 409:
      return { ended: 'refused' };
    case 410:
      return { ended: 'gone' };
    case 426:
      return { ended: 'upgrade' };
    default:
      return { ended: 'later', ...(answer.wait === undefined ? {} : { wait: answer.wait }) };
  }
}
