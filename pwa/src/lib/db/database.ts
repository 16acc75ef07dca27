/** The journal on this device: one IndexedDB database per signed-in person. */
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Acked, EntryRow, Pending, Quarantined } from '../sync/types.ts';
import type { StoredFlag } from '../flagging/types.ts';

export interface Draft {
  key: string;
  data: unknown;
  at: number;
}

export interface Setting {
  key: string;
  value: unknown;
}

/** The picture of a photo entry; `sent` is 1 once the server has it, 2 when it did not take it. */
export interface Photo {
  id: string;
  bytes: ArrayBuffer;
  /** When it came to this device. */
  at: number;
  sent: 0 | 1 | 2;
  /** The code with which the server refused it, and when it may be asked again. */
  code?: string;
  next?: number;
}

export class Journal extends Dexie {
  declare entries: EntityTable<EntryRow, 'id'>;
  declare outbox: Table<Pending, number>;
  declare acked: EntityTable<Acked, 'op_id'>;
  declare quarantine: EntityTable<Quarantined, 'op_id'>;
  declare drafts: EntityTable<Draft, 'key'>;
  declare flags: EntityTable<StoredFlag, 'id'>;
  declare kv: EntityTable<Setting, 'key'>;
  declare photos: EntityTable<Photo, 'id'>;

  constructor(name: string) {
    // Strict: "saved" is only said once the bytes are on the disk, not in a buffer of the system.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      entries: 'id, at, local_date, [type+at], [symptom+at]',
      outbox: '++n, op_id, entry_id',
      acked: 'op_id, n, at',
      quarantine: 'op_id, entry_id, at',
      drafts: 'key',
      flags: 'id',
      kv: 'key'
    });
    this.version(2).stores({ photos: 'id, sent, at' });
  }
}

/** The database's name holds the user, so that one person's entries are never sent as another's. */
export function databaseName(userId: string): string {
  return `daybook-${userId}`;
}

const LOST = new Set(['DatabaseClosedError', 'UnknownError', 'InvalidStateError', 'AbortError']);

/** Whether the browser has dropped the connection, as iOS does when it wakes an app up. */
export function connectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const inner = (error as { inner?: unknown }).inner;
  return LOST.has(error.name) || (inner instanceof Error && LOST.has(inner.name));
}

/** Runs some database work, and once or twice more after opening a lost connection again. */
export async function withDb<T>(db: Journal, work: (db: Journal) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work(db);
    } catch (error) {
      if (tries >= 2 || !connectionLost(error)) throw error;
      db.close();
      await db.open();
    }
  }
}

export async function read<T>(db: Journal, key: string): Promise<T | undefined> {
  return (await db.kv.get(key))?.value as T | undefined;
}

export async function write(db: Journal, key: string, value: unknown): Promise<void> {
  await db.kv.put({ key, value });
}
