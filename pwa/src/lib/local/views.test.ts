import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Pending } from '../sync/types.ts';
import { context, shadow } from './testing.ts';
import { ahead, conflicts, entriesOn, lastOf, newest } from './views.ts';

function pending(id: string, over: Partial<Pending['op']> = {}): Pending {
  return {
    op_id: `op-${id}`,
    entry_id: id,
    op: {
      ...{ op_id: `op-${id}`, entry_id: id, kind: 'put', actor_id: 'me', section: 'notes' },
      ...{ type: 'note', schema_v: 1, base: null, tz: 'UTC', recorded_at: '', resolves: [] },
      ...{ body: { text: `${id}, changed` }, occurred_at: '2026-05-01T12:00:00+00:00' },
      ...over
    },
    sent: 0,
    bytes: null,
    again: 0
  };
}

it('shows what waits over what the server has, newest first', async () => {
  const { db } = await context();
  await db.entries.bulkPut([
    shadow('old', { occurred_at: '2026-05-01T08:00:00+00:00' }),
    shadow('gone'),
    shadow('kept')
  ]);
  await db.outbox.bulkAdd([pending('kept'), pending('gone', { kind: 'delete' }), pending('new')]);
  const shown = await newest(db, 9);
  expect(shown.map(({ id, waiting }) => [id, waiting])).toEqual([
    ['new', true],
    ['kept', true],
    ['old', false]
  ]);
  expect(shown[1]?.body).toEqual({ text: 'kept, changed' });
});

it('moves an entry to the day that its change says', async () => {
  const { db } = await context();
  await db.entries.put(shadow('a'));
  await db.outbox.add(pending('a', { occurred_at: '2026-05-02T12:00:00+00:00' }));
  expect(await entriesOn(db, '2026-05-01')).toEqual([]);
  expect(await entriesOn(db, '2026-05-02')).toHaveLength(1);
});

it('takes the day from the entry and not from the reader', async () => {
  const { db } = await context();
  await db.entries.put(shadow('late', { occurred_at: '2026-05-01T23:30:00-07:00' }));
  expect(await entriesOn(db, '2026-05-01')).toHaveLength(1);
});

it('finds the last entry of a symptom, also one that waits', async () => {
  const { db } = await context();
  const symptom = (slug: string, severity: number) => ({ symptom: slug, severity });
  const kind = { type: 'symptom' as const, section: 'symptoms' };
  await db.entries.bulkPut([
    shadow('1', { ...kind, body: symptom('pain', 1) }),
    shadow('2', { ...kind, body: symptom('cough', 2) })
  ]);
  expect(await lastOf(db, 'symptom', 'pain')).toMatchObject({ id: '1' });
  await db.outbox.add(pending('3', { ...kind, body: symptom('pain', 3) }));
  expect(await lastOf(db, 'symptom', 'pain')).toMatchObject({ id: '3' });
  expect(await lastOf(db, 'symptom', 'pain', '3')).toMatchObject({ id: '1' });
  expect(await lastOf(db, 'symptom', 'nausea')).toBeUndefined();
});

it('lists entries with two versions, also when the one in the journal is deleted', async () => {
  const { db } = await context();
  const copies = [{ op_id: 'c', reason: 'field', kind: 'put' as const, body: { text: 'x' } }];
  await db.entries.bulkPut([
    shadow('a', { copies }),
    shadow('b', { copies, deleted: true }),
    shadow('c')
  ]);
  expect((await conflicts(db)).map(({ id }) => id).sort()).toEqual(['a', 'b']);
});

it('lists what is dated in the future by more than clocks differ, until it is moved', async () => {
  const { db } = await context();
  const now = Date.parse('2026-05-01T10:00:00Z');
  await db.entries.bulkPut([
    shadow('now', { occurred_at: '2026-05-01T10:09:59+00:00' }),
    shadow('soon', { occurred_at: '2026-05-01T10:10:00+00:00' }),
    shadow('east', { occurred_at: '2026-05-02T00:05:00+14:00' }),
    shadow('moved', { occurred_at: '2026-05-03T12:00:00+00:00' }),
    shadow('gone', { occurred_at: '2026-05-03T12:00:00+00:00', deleted: true })
  ]);
  await db.outbox.bulkAdd([
    pending('moved'),
    pending('new', { occurred_at: '2027-05-01T12:00:00+00:00' })
  ]);
  await db.outbox
    .where('entry_id')
    .equals('moved')
    .modify((row) => {
      row.op.occurred_at = '2026-04-30T12:00:00+00:00';
    });
  expect((await ahead(db, now)).map(({ id }) => id)).toEqual(['new', 'soon']);
});
