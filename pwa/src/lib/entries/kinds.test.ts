import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { context, shadow } from '../local/testing.ts';
import { kindsHeld } from './kinds.ts';

it('names the kinds of which there is a note, also one that waits to be sent', async () => {
  const { db } = await context();
  await db.entries.bulkPut([
    shadow('words'),
    shadow('night', { type: 'sleep' }),
    shadow('gone', { type: 'weight', deleted: true })
  ]);
  expect(await kindsHeld({ db })).toEqual(['sleep', 'note']);
  await db.outbox.add({
    ...{ op_id: 'op', entry_id: 'drink', sent: 0, bytes: null, again: 0 },
    op: {
      ...{ op_id: 'op', entry_id: 'drink', kind: 'put', actor_id: 'me', section: 'food' },
      ...{ type: 'alcohol', schema_v: 1, base: null, tz: 'UTC', recorded_at: '', resolves: [] },
      ...{ body: { drinks: 1 }, occurred_at: '2026-05-01T12:00:00+00:00' }
    }
  });
  expect(await kindsHeld({ db })).toEqual(['sleep', 'alcohol', 'note']);
});
