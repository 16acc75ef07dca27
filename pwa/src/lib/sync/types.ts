/** What travels between this device and the server, and how it is kept in between. */
import type { EntryType } from '../api/shapes.ts';

export type { EntryType };

export type Body = Record<string, unknown>;

/** What an operation was made on: nothing, a server revision, or an own operation not yet answered. */
export type Base = null | { rev: number; epoch: number } | { op: string };

/** One operation as it is sent. Once it may have left the device, its bytes never change. */
export interface Op {
  op_id: string;
  entry_id: string;
  kind: 'put' | 'delete';
  actor_id: string;
  section: string;
  type: EntryType;
  schema_v: number;
  base: Base;
  occurred_at: string;
  tz: string;
  recorded_at: string;
  body: Body;
  resolves: string[];
}

/** A version of an entry that could not be merged and waits for the survivor's choice. */
export interface Copy {
  op_id: string;
  reason: string;
  kind: 'put' | 'delete';
  body: Body;
  occurred_at?: string;
  tz?: string;
  author_id?: string | null;
  created_at?: string;
}

/** An entry as the server has it. */
export interface Entry {
  id: string;
  type: EntryType;
  section: string;
  schema_v: number;
  rev: number;
  rev_epoch: number;
  seq: number;
  body: Body;
  occurred_at: string;
  tz: string;
  local_date: string;
  time_quality?: string;
  deleted: boolean;
  author_id?: string | null;
  author_name?: string | null;
  copies: Copy[];
}

/** The shadow copy of an entry, with what IndexedDB sorts and looks up by. */
export interface EntryRow extends Entry {
  at: number;
  symptom?: string;
  /**
   * The own operation this was put together from, until the server's own version arrives. "Applied"
   * may also mean that another device's change was kept, so its revision must not be built on.
   */
  made_by?: string;
}

/** An operation waiting in the outbox, in the order of `n`. */
export interface Pending {
  n?: number;
  op_id: string;
  entry_id: string;
  op: Op;
  sent: 0 | 1;
  /** The frozen text of the operation, from the moment before it is first sent. */
  bytes: string | null;
  /** 1: already acknowledged once and offered again after the server was restored. */
  again: 0 | 1;
}

/** An operation that the server has acknowledged, kept for 30 days in case it is restored. */
export interface Acked {
  op_id: string;
  entry_id: string;
  n: number;
  at: number;
  bytes: string;
}

/** An operation that the server refused; kept until the survivor has dealt with it. */
export interface Quarantined {
  op_id: string;
  entry_id: string;
  op: Op;
  code: string;
  errors: { path?: string; pointer?: string; code?: string }[];
  retry: string;
  at: number;
}

export interface Result {
  op_id: string;
  status: 'applied' | 'merged' | 'conflict' | 'duplicate' | 'rejected';
  rev?: number;
  rev_epoch?: number;
  seq?: number;
  code?: string;
  copy?: string;
  entry?: Entry;
  errors?: Quarantined['errors'];
  retry?: string;
  first?: Partial<Result>;
}

export interface PushAnswer {
  epoch: number;
  results: Result[];
  urgent?: unknown[];
}

/** The number of entries a reader may see and the XOR of their digests, as 16 hex digits. */
export interface Digest {
  count: number;
  xor: string;
}

export interface PullAnswer {
  epoch: number;
  changes: Entry[];
  cursor: string;
  more: boolean;
  digest?: Digest;
  flags_version?: number;
}

/** The newest body schema that this client writes. */
export const SCHEMA_V = 1;
