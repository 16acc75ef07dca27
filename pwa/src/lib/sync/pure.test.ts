import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { backoff, retryAfter } from './backoff.ts';
import { envelope, pick, smaller } from './batch.ts';
import { markOf, NOTHING, sha64, shifted, sumOf, written } from './digest.ts';
import { effect } from './results.ts';
import { row } from './rows.ts';
import type { Entry, Op, Pending } from './types.ts';

const op = (id: string, entry: string, text = ''): Op => ({
  op_id: id,
  entry_id: entry,
  kind: 'put',
  actor_id: 'me',
  section: 'notes',
  type: 'note',
  schema_v: 1,
  base: null,
  occurred_at: '2026-05-01T09:00:00+02:00',
  tz: 'Europe/Vienna',
  recorded_at: '2026-05-01T09:00:00+02:00',
  body: { text },
  resolves: []
});

const waiting = (id: string, entry: string, text = ''): Pending => ({
  op_id: id,
  entry_id: entry,
  op: op(id, entry, text),
  sent: 0,
  bytes: null,
  again: 0
});

const entry = (id: string, over: Partial<Entry> = {}): Entry => ({
  id,
  type: 'note',
  section: 'notes',
  schema_v: 1,
  rev: 1,
  rev_epoch: 1,
  seq: 5,
  body: {},
  occurred_at: '2026-05-01T09:00:00+02:00',
  tz: 'Europe/Vienna',
  local_date: '2026-05-01',
  deleted: false,
  copies: [],
  ...over
});

describe('pick', () => {
  it('takes one operation of an entry and leaves the later ones', () => {
    const rows = [waiting('1', 'a'), waiting('2', 'a'), waiting('3', 'b')];
    expect(pick(rows, { ops: 9, bytes: 9999 }).map((picked) => picked.op_id)).toEqual(['1', '3']);
  });

  it('stops at the limits but never at nothing', () => {
    const rows = ['a', 'b', 'c'].map((id) => waiting(id, id, 'x'.repeat(500)));
    expect(pick(rows, { ops: 2, bytes: 9999 })).toHaveLength(2);
    expect(pick(rows, { ops: 9, bytes: 10 })).toHaveLength(1);
  });

  it('halves a batch that was too large, and says when one operation alone is', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => waiting(id, id));
    expect(smaller(rows, { ops: 100, bytes: 100 }, {})).toEqual({ ops: 2, bytes: 100 });
    expect(smaller(rows, { ops: 100, bytes: 100 }, { max_ops: 1, max_bytes: 50 })).toEqual({
      ops: 1,
      bytes: 50
    });
    expect(smaller(rows.slice(0, 1), { ops: 1, bytes: 1 }, {})).toBeNull();
  });

  it('sends the frozen bytes as they are', () => {
    const frozen = { ...waiting('1', 'a'), bytes: '{"op_id":"1",  "odd":  true}' };
    expect(envelope('d', 't', [frozen])).toContain('[{"op_id":"1",  "odd":  true}]');
    expect(JSON.parse(envelope('d', 't', [waiting('1', 'a')]))).toMatchObject({ device_id: 'd' });
  });
});

describe('effect', () => {
  it('never takes an entry back to an older change', () => {
    const newer = row(entry('a', { seq: 9, rev: 3 }));
    const result = { op_id: '1', status: 'applied' as const, rev: 2, rev_epoch: 1, seq: 8 };
    expect(effect(op('1', 'a'), result, newer, 0)).toEqual({ to: 'acked' });
  });

  it('reads a repeated answer as the first one', () => {
    const first = { status: 'rejected' as const, code: 'purged' };
    const found = effect(op('1', 'a'), { op_id: '1', status: 'duplicate', first }, undefined, 7);
    expect(found).toMatchObject({ to: 'quarantine', refused: { code: 'purged', at: 7 } });
  });

  it('keeps what a refused operation said', () => {
    const result = { op_id: '1', status: 'rejected' as const, code: 'too_large' };
    const found = effect(op('1', 'a', 'my words'), result, undefined, 0);
    expect(found).toMatchObject({ refused: { op: { body: { text: 'my words' } } } });
  });
});

describe('digest', () => {
  it('has the first 64 bits of SHA-256 for texts of every length', () => {
    for (let length = 0; length < 140; length += 1) {
      const text = 'ä'.repeat(length % 3) + 'x'.repeat(length);
      const bytes = createHash('sha256').update(text).digest();
      expect(sha64(text)).toEqual([bytes.readUInt32BE(0), bytes.readUInt32BE(4)]);
    }
  });

  it('is written the way the server writes it', () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    const text = `${id}|2|1|0|a,b`;
    const copy = { reason: 'field', kind: 'put' as const, body: {} };
    const copies = [
      { ...copy, op_id: 'b' },
      { ...copy, op_id: 'a' }
    ];
    const wanted = createHash('sha256').update(text).digest('hex').slice(0, 16);
    expect(written(sumOf([entry(id, { rev: 2, copies })]))).toEqual({ count: 1, xor: wanted });
  });

  it('carried along, is what it is when worked out anew', () => {
    const [a, b, c] = [entry('a'), entry('a', { rev: 2 }), entry('a', { rev: 3, deleted: true })];
    const steps = shifted(shifted(shifted(NOTHING, undefined, a), a, b), b, c);
    expect(written(steps)).toEqual({ count: 0, xor: '0000000000000000' });
    expect(markOf(c)).toEqual([0, 0]);
    expect(shifted(shifted(NOTHING, undefined, a), a, b)).toEqual(sumOf([b]));
  });
});

describe('waiting', () => {
  it('is at least a second and at most five minutes, whatever the dice say', () => {
    expect(backoff(1, () => 0)).toBe(1000);
    expect(backoff(4, () => 0.5)).toBe(8000);
    expect(backoff(60, () => 0.999999)).toBeLessThanOrEqual(300_000);
  });

  it('reads both forms of Retry-After', () => {
    expect(retryAfter('7', 0)).toBe(7000);
    expect(retryAfter('Thu, 01 Jan 1970 00:00:30 GMT', 10_000)).toBe(20_000);
    expect(retryAfter(null, 0)).toBeUndefined();
    expect(retryAfter('soon', 0)).toBeUndefined();
  });
});
