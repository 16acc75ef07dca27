import { describe, expect, it } from 'vitest';
import { compose, visible, type Change } from './compose.ts';
import { row } from './rows.ts';
import type { Entry, Op, Pending } from './types.ts';

const content = {
  entry_id: 'entry',
  type: 'note' as const,
  section: 'notes',
  occurred_at: '2026-05-01T09:00:00+02:00',
  tz: 'Europe/Vienna'
};
const put: Change = { ...content, kind: 'put', body: { text: 'new' } };
const remove: Change = { ...content, kind: 'delete', body: { text: 'old' } };
const stamp = { op_id: 'op-2', actor_id: 'me', recorded_at: 'then', schema_v: 1 };

const entry: Entry = {
  ...content,
  id: 'entry',
  schema_v: 1,
  rev: 4,
  rev_epoch: 2,
  seq: 90,
  body: { text: 'old' },
  local_date: '2026-05-01',
  deleted: false,
  copies: []
};
const shadow = row(entry);

function waiting(op: Partial<Op>, state: Partial<Pending> = {}): Pending {
  const whole: Op = { ...put, ...stamp, op_id: 'op-1', base: null, resolves: [], ...op };
  return {
    n: 1,
    op_id: 'op-1',
    entry_id: 'entry',
    op: whole,
    sent: 0,
    bytes: null,
    again: 0,
    ...state
  };
}

describe('compose', () => {
  it('makes the first operation of an entry on nothing', () => {
    expect(compose(put, [], undefined, stamp)).toMatchObject({ do: 'add', op: { base: null } });
  });

  it('makes a change on the revision that was on screen', () => {
    const step = compose(put, [], shadow, stamp);
    expect(step).toMatchObject({ do: 'add', op: { base: { rev: 4, epoch: 2 }, op_id: 'op-2' } });
  });

  it('makes a change on an own operation that may have left', () => {
    const step = compose(put, [waiting({}, { sent: 1, bytes: '{}' })], shadow, stamp);
    expect(step).toMatchObject({ do: 'add', op: { base: { op: 'op-1' } } });
  });

  it('makes a change on an acknowledged operation until the server has sent its version', () => {
    const step = compose(put, [], { ...shadow, made_by: 'op-1' }, stamp);
    expect(step).toMatchObject({ do: 'add', op: { base: { op: 'op-1' } } });
  });

  it('changes an operation in place while it has not left, and keeps what it was made on', () => {
    const first = waiting({ base: { rev: 3, epoch: 2 }, resolves: ['a'] });
    const step = compose({ ...put, resolves: ['b'] }, [first], shadow, stamp);
    expect(step).toMatchObject({
      do: 'replace',
      pending: {
        op: { op_id: 'op-1', base: { rev: 3, epoch: 2 }, body: put.body, resolves: ['a', 'b'] }
      }
    });
  });

  it('drops an entry that was taken back before it left', () => {
    expect(compose(remove, [waiting({})], undefined, stamp)).toMatchObject({ do: 'drop' });
  });

  it('turns an unsent change of a known entry into its deletion', () => {
    const step = compose(remove, [waiting({ base: { rev: 4, epoch: 2 } })], shadow, stamp);
    expect(step).toMatchObject({ do: 'replace', pending: { op: { kind: 'delete' } } });
  });

  it('takes a deletion back in place', () => {
    const gone = waiting({ kind: 'delete', base: { rev: 4, epoch: 2 } });
    const step = compose(put, [gone], shadow, stamp);
    expect(step).toMatchObject({ pending: { op: { kind: 'put', base: { rev: 4, epoch: 2 } } } });
  });
});

describe('visible', () => {
  it('shows what waits over what the server last said', () => {
    expect(visible(shadow, [waiting({})])?.body).toEqual({ text: 'new' });
    expect(visible(shadow, [waiting({ kind: 'delete' })])?.deleted).toBe(true);
    expect(visible(shadow, [])).toBe(shadow);
  });

  it('does not show what is only offered again over what is newer', () => {
    const again = waiting({ body: { text: 'from long ago' } }, { sent: 1, again: 1 });
    expect(visible(shadow, [again])?.body).toEqual({ text: 'old' });
    expect(visible(undefined, [again])?.body).toEqual({ text: 'from long ago' });
  });

  it('hides a copy that the survivor has decided on', () => {
    const open = row({
      ...entry,
      copies: [{ op_id: 'c', reason: 'field', kind: 'put', body: {} }]
    });
    expect(visible(open, [waiting({ resolves: ['c'] })])?.copies).toEqual([]);
  });
});
