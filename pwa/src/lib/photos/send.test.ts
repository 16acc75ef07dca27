import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { databaseName, Journal } from '../db/database.ts';
import { deleteEntry, NotSaved, putBack, saveEntry } from '../local/save.ts';
import { context, fakeStorage, shadow } from '../local/testing.ts';
import { entryById } from '../local/views.ts';
import type { Context } from '../local/context.ts';
import { forgetReplica } from '../sync/forget.ts';
import { epochSeen } from '../sync/replica.ts';
import { sendAll, tidy, type Said } from './send.ts';
import { standing } from './standing.ts';

const DAY = 86_400_000;
const bytes = (...of: number[]): ArrayBuffer => new Uint8Array(of).buffer;
const body = { sha256: 'a'.repeat(64), bytes: 3, width: 4, height: 3 };

beforeEach(() => {
  fakeStorage();
});

async function photo(journal: Context, ...of: number[]): Promise<string> {
  const saved = await saveEntry(journal, { type: 'photo', body, photo: bytes(...of) });
  return saved.id;
}

/** The server has taken the entry. */
async function arrived(journal: Context, id: string, deleted = false): Promise<void> {
  await journal.db.outbox.where('entry_id').equals(id).delete();
  await journal.db.entries.put(shadow(id, { type: 'photo', body, deleted }));
}

function server(...says: Partial<Said>[]): {
  got: [string, number[]][];
  put: (id: string, sent: ArrayBuffer) => Promise<Said>;
} {
  const got: [string, number[]][] = [];
  return {
    got,
    put(id, sent) {
      got.push([id, [...new Uint8Array(sent)]]);
      return Promise.resolve({ status: 201, code: '', ...says[got.length - 1] });
    }
  };
}

describe('a new photo', () => {
  it('is written down with its entry, or neither is', async () => {
    const journal = await context();
    const id = await photo(journal, 1, 2, 3);
    expect(await journal.db.photos.get(id)).toMatchObject({ sent: 0 });
    expect(await journal.db.outbox.count()).toBe(1);

    journal.db.outbox.hook('creating', () => {
      throw new Error('no room');
    });
    await expect(photo(journal, 4)).rejects.toBeInstanceOf(NotSaved);
    expect(await journal.db.photos.count()).toBe(1);
  });

  it('says so when this device is full', async () => {
    const journal = await context();
    journal.db.photos.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(photo(journal, 1)).rejects.toMatchObject({ full: true });
    expect(await journal.db.outbox.count()).toBe(0);
  });

  it('keeps its bytes when its entry is changed', async () => {
    const journal = await context();
    const id = await photo(journal, 7);
    await saveEntry(journal, { type: 'photo', body: { ...body, what: 'Scar' }, id });
    expect((await journal.db.photos.get(id))?.bytes).toEqual(bytes(7));
    expect(await entryById(journal.db, id)).toMatchObject({ body: { what: 'Scar' } });
  });
});

describe('sending', () => {
  it('waits for the entry, and sends each picture once', async () => {
    const journal = await context();
    const id = await photo(journal, 1, 2, 3);
    const { got, put } = server();
    expect(await sendAll(journal.db, put)).toBeUndefined();
    expect(got).toEqual([]);
    expect(await standing(journal.db)).toEqual(new Map([[id, 'waiting']]));

    await arrived(journal, id);
    await sendAll(journal.db, put);
    await sendAll(journal.db, put);
    expect(got).toEqual([[id, [1, 2, 3]]]);
    expect(await standing(journal.db)).toEqual(new Map());
  });

  it.each([
    [{ status: 0 }, 0],
    [{ status: 503 }, 0],
    [{ status: 429, wait: 7000 }, 7000]
  ])('stops at %o and keeps all that is left', async (said, wait) => {
    const journal = await context();
    const ids = [await photo(journal, 1), await photo(journal, 2)];
    for (const id of ids) await arrived(journal, id);
    const failing = server(said);
    expect(await sendAll(journal.db, failing.put)).toBe(wait);
    expect(failing.got).toHaveLength(1);

    const { got, put } = server();
    await sendAll(journal.db, put);
    expect(got.map(([id]) => id).sort()).toEqual(ids.sort());
  });

  it('leaves one that was refused, and goes on with the next', async () => {
    const journal = await context();
    const [bad, good] = [await photo(journal, 1), await photo(journal, 2)];
    await arrived(journal, bad);
    await arrived(journal, good);
    const first = server({ status: 422, code: 'invalid' });
    await sendAll(journal.db, first.put);
    await sendAll(journal.db, first.put);
    expect(first.got).toHaveLength(2);
    expect([...(await standing(journal.db)).values()]).toEqual(['refused']);
    expect(await journal.db.photos.count()).toBe(2);
  });

  it('asks a full journal again after some hours', async () => {
    const journal = await context();
    const id = await photo(journal, 1);
    await arrived(journal, id);
    const now = Date.now();
    const { got, put } = server({ status: 409, code: 'no-room' });
    await sendAll(journal.db, put, () => now);
    expect(await standing(journal.db)).toEqual(new Map([[id, 'full']]));
    await sendAll(journal.db, put, () => now + 3_600_000);
    expect(got).toHaveLength(1);
    await sendAll(journal.db, put, () => now + 7 * 3_600_000);
    expect(got).toHaveLength(2);
    expect(await standing(journal.db)).toEqual(new Map());
  });

  it('sends again what a restored server may have lost', async () => {
    const journal = await context();
    const id = await photo(journal, 1);
    await arrived(journal, id);
    await epochSeen(journal.db, 1);
    const { got, put } = server();
    await sendAll(journal.db, put);
    await epochSeen(journal.db, 2);
    await sendAll(journal.db, put);
    expect(got).toHaveLength(2);
  });
});

describe('what stays on the device', () => {
  it('is all that the server has not got, even when the journal is forgotten', async () => {
    const journal = await context();
    const [kept, gone] = [await photo(journal, 1), await photo(journal, 2)];
    await journal.db.photos.update(gone, { sent: 1 });
    await forgetReplica(journal.db);
    expect(await journal.db.photos.toCollection().primaryKeys()).toEqual([kept]);
  });

  it('comes back whole when a deletion is taken back', async () => {
    const journal = await context();
    const id = await photo(journal, 9);
    const before = await deleteEntry(journal, id);
    await tidy(journal.db, Date.now());
    if (before) await putBack(journal, before);
    await tidy(journal.db, Date.now() + DAY);
    expect((await journal.db.photos.get(id))?.bytes).toEqual(bytes(9));
  });

  it('goes some time after its entry has gone', async () => {
    const journal = await context();
    const ids = {
      live: await photo(journal, 1),
      taken: await photo(journal, 2),
      sent: await photo(journal, 3),
      unsent: await photo(journal, 4)
    };
    await arrived(journal, ids.live);
    await deleteEntry(journal, ids.taken);
    await arrived(journal, ids.sent, true);
    await journal.db.photos.update(ids.sent, { sent: 1 });
    await arrived(journal, ids.unsent, true);
    const left = async (): Promise<string[]> =>
      (await journal.db.photos.toCollection().primaryKeys()).sort();

    await tidy(journal.db, Date.now());
    expect(await left()).toHaveLength(4);
    await tidy(journal.db, Date.now() + DAY);
    expect(await left()).toEqual([ids.live, ids.unsent].sort());
    await tidy(journal.db, Date.now() + 31 * DAY);
    expect(await left()).toEqual([ids.live]);
  });
});

it('a journal from before photos opens with everything in it', async () => {
  const name = databaseName('old');
  const old = new Dexie(name);
  old.version(1).stores({
    entries: 'id, at, local_date, [type+at], [symptom+at]',
    outbox: '++n, op_id, entry_id',
    acked: 'op_id, n, at',
    quarantine: 'op_id, entry_id, at',
    drafts: 'key',
    flags: 'id',
    kv: 'key'
  });
  await old.table('entries').put(shadow('one'));
  await old.table('outbox').put({ op_id: 'op', entry_id: 'two', sent: 0 });
  old.close();

  const db = new Journal(name);
  await db.open();
  expect(await db.entries.get('one')).toMatchObject({ id: 'one' });
  expect(await db.outbox.count()).toBe(1);
  expect(await db.photos.count()).toBe(0);
});
