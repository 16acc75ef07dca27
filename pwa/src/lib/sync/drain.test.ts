import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { Journal } from '../db/database.ts';
import { drain, type Answer, type Outcome, type Remote } from './drain.ts';
import { record } from './outbox.ts';
import type { Op } from './types.ts';

let db: Journal;
let made = 0;
const page: Answer = {
  status: 200,
  body: { epoch: 1, changes: [], more: false, cursor: 'c', flags_version: 4 }
};

beforeEach(async () => {
  made += 1;
  db = new Journal(`drain-${made}`);
  for (const id of ['a', 'b', 'c', 'd']) await note(id);
});

async function note(id: string): Promise<void> {
  const where = { type: 'note' as const, section: 'notes', tz: 'UTC' };
  const change = { ...where, entry_id: id, kind: 'put' as const, body: { text: id } };
  const stamp = { op_id: `op-${id}`, actor_id: 'me', recorded_at: 'then', schema_v: 1 };
  await record(db, { ...change, occurred_at: '2026-05-01T10:00:00+00:00' }, stamp);
}

function run(remote: Partial<Remote>): Promise<Outcome> {
  const whole: Remote = {
    push: async () => ({ status: 0, body: null }),
    pull: async () => page,
    ...remote
  };
  return drain({ db, remote: whole, device: 'd', now: () => new Date(0) });
}

const opsOf = (bytes: string): Op[] => (JSON.parse(bytes) as { ops: Op[] }).ops;
const taken = (ops: Op[]): Answer => ({
  status: 200,
  body: {
    epoch: 1,
    results: ops.map(({ op_id }, i) => ({
      op_id,
      status: 'applied',
      rev: 1,
      rev_epoch: 1,
      seq: i + 1
    }))
  }
});

it('pushes, then pulls, and says which flags the server has', async () => {
  const outcome = await run({ push: async (bytes) => taken(opsOf(bytes)) });
  expect(outcome).toEqual({ ended: 'done', flagsVersion: 4 });
  expect([await db.outbox.count(), await db.acked.count()]).toEqual([0, 4]);
});

it.each([
  [401, '', 'signed-out'],
  [403, 'access-revoked', 'revoked'],
  [403, 'read-only', 'read-only'],
  [404, 'not-found', 'refused'],
  [409, 'account-pending-deletion', 'refused'],
  [410, 'journal-gone', 'gone'],
  [426, 'client-upgrade-required', 'upgrade']
])('stops at %i %s and loses nothing', async (status, code, ended) => {
  const outcome = await run({ push: async () => ({ status, code, body: { code } }) });
  expect(outcome).toEqual({ ended });
  expect(await db.outbox.count()).toBe(4);
});

it('waits as long as the server asks', async () => {
  const outcome = await run({ push: async () => ({ status: 429, wait: 9000, body: null }) });
  expect(outcome).toEqual({ ended: 'later', wait: 9000 });
});

it('never lets one operation hold up the others', async () => {
  const push = async (bytes: string): Promise<Answer> => {
    const ops = opsOf(bytes);
    return ops.some(({ entry_id }) => entry_id === 'c') ? { status: 422, body: null } : taken(ops);
  };
  expect(await run({ push })).toMatchObject({ ended: 'done' });
  expect(await db.outbox.count()).toBe(0);
  expect(await db.quarantine.toArray()).toMatchObject([{ op_id: 'op-c', code: 'invalid' }]);
});

it('does not send again and again what the server does not answer', async () => {
  let pushes = 0;
  const push = async (): Promise<Answer> => {
    pushes += 1;
    return { status: 200, body: { epoch: 1, results: [] } };
  };
  expect(await run({ push })).toEqual({ ended: 'later' });
  expect([pushes, await db.outbox.count()]).toEqual([1, 4]);
});

it('fetches everything anew once when the replica is not what the server says', async () => {
  const cursors: (string | undefined)[] = [];
  const wrong = { ...(page.body as object), digest: { count: 9, xor: '0000000000000000' } };
  await db.kv.put({ key: 'cursor', value: 'old' });
  const pull = async (cursor: string | undefined): Promise<Answer> => {
    cursors.push(cursor);
    return { status: 200, body: wrong };
  };
  expect(await run({ push: async (bytes) => taken(opsOf(bytes)), pull })).toMatchObject({
    ended: 'done'
  });
  expect(cursors).toEqual(['old', undefined]);
  expect(await db.kv.get('mismatches')).toMatchObject({ value: 2 });
});
