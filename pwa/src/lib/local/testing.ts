/** A journal on a device for tests: the real database in memory, the real clinical data. */
import catalogue from 'virtual:daybook/catalogue';
import rules from 'virtual:daybook/rules';
import { databaseName, Journal } from '../db/database.ts';
import type { Me } from '../state/stored.ts';
import type { Entry, EntryRow } from '../sync/types.ts';
import { row } from '../sync/rows.ts';
import type { Context } from './context.ts';

let made = 0;

/** What the page would keep in localStorage. */
export function fakeStorage(): Map<string, string> {
  const kept = new Map<string, string>();
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    value: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key)
    }
  });
  return kept;
}

export async function context(profile: Record<string, unknown> = {}): Promise<Context> {
  made += 1;
  const user = `user-${made}`;
  const me: Me = {
    user: { id: user, email: 'ana@example.org', name: 'Ana' },
    journal: {
      ...{
        id: 'journal',
        epoch: 1,
        owner_name: 'Ana',
        locale: 'en',
        country: 'AT',
        quiet_mode: false
      },
      ...{ units: 'metric', time_zone: 'UTC', day_end_hour: 0, care_phase: 'surveillance' },
      ...{ pins: [], profile, revision: 1, flags_version: 0, checkin_days: [] }
    },
    helps: false
  };
  const db = new Journal(databaseName(user));
  await db.open();
  return { db, me: () => me, device: 'device', rules, catalogue };
}

/** A note that the server knows. */
export function shadow(id: string, over: Partial<Entry> = {}): EntryRow {
  return row({
    ...{ id, type: 'note', section: 'notes', schema_v: 1, rev: 1, rev_epoch: 1, seq: 1 },
    ...{ body: { text: id }, tz: 'UTC', deleted: false, copies: [] },
    occurred_at: '2026-05-01T10:00:00+00:00',
    local_date: (over.occurred_at ?? '2026-05-01').slice(0, 10),
    time_quality: 'ok',
    author_id: null,
    author_name: null,
    ...over
  });
}
