import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Local } from '../local/index.ts';
import { context, fakeStorage, shadow } from '../local/testing.ts';
import * as views from '../local/views.ts';
import type { Body } from '../sync/types.ts';
import { CORE } from './items.ts';
import { remember } from './memory.ts';
import { offerOf, putOff, type Offer } from './offer.ts';

const TODAY = '2026-05-20';

fakeStorage();

/** The journal on a phone that holds these notes: the day, the type and the body of each. */
async function phone(
  ...notes: [day: string, type: 'sleep' | 'checkin' | 'symptom', body: Body][]
): Promise<{ local: Local; offer: (today?: string) => Promise<Offer> }> {
  const { db, me } = await context();
  await db.entries.bulkPut(
    notes.map(([day, type, body], i) =>
      shadow(`note-${i}`, { type, body, occurred_at: `${day}T10:00:00+00:00`, local_date: day })
    )
  );
  const local = {
    ...{ db, views },
    draft: async (key: string) => (await db.drafts.get(key))?.data,
    keepDraft: (key: string, data: unknown) => db.drafts.put({ key, data, at: 0 })
  } as unknown as Local;
  const { journal } = me();
  if (!journal) throw new Error('no journal');
  return { local, offer: (today = TODAY) => offerOf(local, journal, today) };
}

const night: Body = { quality: 1 };

it('offers the first a week after the first note', async () => {
  expect(await (await phone()).offer()).toBeUndefined();
  expect(await (await phone(['2026-05-14', 'sleep', night])).offer()).toBeUndefined();
  expect(await (await phone(['2026-05-13', 'sleep', night])).offer()).toBe('due');
});

it('offers none in the week after one was answered, on whichever phone', async () => {
  const answers = CORE.map(
    (symptom) => ['2026-05-14', 'symptom', { symptom, severity: 0 }] as const
  );
  const { offer } = await phone(
    ['2026-01-01', 'sleep', night],
    ...answers.map((one) => [...one] as [string, 'symptom', Body])
  );
  expect(await offer()).toBeUndefined();
  expect(await offer('2026-05-21')).toBe('due');
});

it('offers to go on with the one that was begun today, until it is finished', async () => {
  const { local, offer } = await phone(['2026-05-01', 'sleep', night]);
  await remember(local, TODAY, () => ({ begun: true }));
  expect(await offer()).toBe('begun');
  await putOff(local, TODAY);
  expect(await offer()).toBeUndefined();
});

it('begins anew on the next day', async () => {
  const { local, offer } = await phone(['2026-05-01', 'sleep', night]);
  await remember(local, '2026-05-19', () => ({ begun: true }));
  expect(await offer()).toBe('due');
});

it('waits a week after one was put off', async () => {
  const { local, offer } = await phone(['2026-05-01', 'sleep', night]);
  await putOff(local, '2026-05-14');
  expect(await offer()).toBeUndefined();
  expect(await offer('2026-05-21')).toBe('due');
});
