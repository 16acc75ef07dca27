import { describe, expect, it } from 'vitest';
import type { Entry } from '../sync/types.ts';
import { isChangeable, kindsIn, madeAt, operation, staysWith, type Draft } from './notes.ts';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;

/** The ids of a device begin with the time. */
function idAt(at: number): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

function entry(given: Partial<Entry> = {}): Entry {
  const at = NOW - HOUR;
  return {
    ...{ id: idAt(at), type: 'temperature', section: 'measures', schema_v: 1, rev: 1 },
    ...{ rev_epoch: 1, seq: 1, body: { celsius: 38 }, occurred_at: '2026-03-02T11:00:00+00:00' },
    ...{ tz: 'UTC', local_date: '2026-03-02', deleted: false, author_id: 'sam', copies: [] },
    ...given
  };
}

function draft(given: Partial<Draft> = {}): Draft {
  return {
    ...{ op_id: 'op', entry_id: 'entry', kind: 'put', actor_id: 'sam', type: 'temperature' },
    ...{ body: { celsius: 38.5 }, day: undefined, known: undefined },
    ...given
  };
}

describe('what can be noted for another', () => {
  it('is what is shared', () => {
    expect(kindsIn(['symptoms', 'measures'])).toEqual(['symptom', 'temperature', 'weight']);
    expect(kindsIn(['flags', 'files'])).toEqual([]);
  });

  it('is a visit, a question or the mood only where that is shared', () => {
    expect(kindsIn(['tests'])).toEqual(['appointment']);
    expect(kindsIn(['notes'])).toEqual(['question']);
    expect(kindsIn(['mood'])).toEqual(['distress']);
  });
});

describe('an own note', () => {
  it('tells when it was made', () => {
    expect(madeAt(idAt(NOW))).toBe(NOW);
  });

  it.each([
    ['of an hour ago', entry(), true],
    ['of another', entry({ author_id: 'ana' }), false],
    ['of the day before', entry({ id: idAt(NOW - 25 * HOUR) }), false],
    ['that waits for a choice', entry({ copies: [{}] as unknown as Entry['copies'] }), false],
    ['that has no form here', entry({ type: 'lab' }), false]
  ])('%s can be changed: %s', (_, one, can) => {
    expect(isChangeable(one, 'sam', NOW)).toBe(can);
  });

  it('belongs to nobody who is not signed in', () => {
    expect(isChangeable(entry({ author_id: null }), undefined, NOW)).toBe(false);
  });
});

describe('a page', () => {
  it.each([
    ['/helping/', 'id=ana', true],
    ['/helping/note/', 'id=ana&kind=sleep', true],
    ['/helping/', 'id=ben', false],
    ['/helping/tips/', '', false],
    ['/shared/', '', false],
    ['/help/', '', true],
    ['/crisis/', '', true]
  ])('%s?%s is still about the same person, or must open: %s', (page, query, stays) => {
    expect(staysWith('ana', page, new URLSearchParams(query))).toBe(stays);
  });
});

describe('the operation', () => {
  it('makes an entry in the name of who notes it', () => {
    const op = operation(draft(), NOW);
    expect(op).toMatchObject({ actor_id: 'sam', base: null, section: 'measures', kind: 'put' });
    expect(Date.parse(op.occurred_at)).toBe(NOW);
  });

  it('stands on what the server has, and stays at its time', () => {
    const known = { rev: 2, epoch: 1, occurred_at: '2026-03-01T08:00:00+01:00', tz: 'Europe/Rome' };
    const op = operation(draft({ known }), NOW);
    expect(op).toMatchObject({ base: { rev: 2, epoch: 1 }, tz: 'Europe/Rome' });
    expect(op.occurred_at).toBe(known.occurred_at);
    expect(operation(draft({ known, day: '2026-02-27' }), NOW).occurred_at).toMatch(
      /^2026-02-27T12/
    );
  });
});
