/** Which operations travel next, and the bytes they travel in. Pure. */
import type { Op, Pending } from './types.ts';

export interface Limits {
  ops: number;
  bytes: number;
}

/** Well under what the server takes (500 operations, 1 MiB), so that a slow line gets answers. */
export const LIMITS: Limits = { ops: 100, bytes: 256 * 1024 };

const encoder = new TextEncoder();

export function frozen(op: Op): string {
  return JSON.stringify(op);
}

/**
 * The next operations in their order, at most one per entry: a later change of the same entry
 * waits until the earlier one is answered. Never empty when something waits.
 */
export function pick(waiting: readonly Pending[], limits: Limits): Pending[] {
  const entries = new Set<string>();
  const picked: Pending[] = [];
  let bytes = 0;
  for (const row of waiting) {
    if (entries.has(row.entry_id)) continue;
    bytes += encoder.encode(row.bytes ?? frozen(row.op)).length + 1;
    if (picked.length > 0 && (picked.length >= limits.ops || bytes > limits.bytes)) break;
    entries.add(row.entry_id);
    picked.push(row);
  }
  return picked;
}

/** The request body; the operations stand in it byte for byte as they were frozen. */
export function envelope(device: string, sentAt: string, batch: readonly Pending[]): string {
  const ops = batch.map((row) => row.bytes ?? frozen(row.op)).join(',');
  return `{"device_id":${JSON.stringify(device)},"sent_at":${JSON.stringify(sentAt)},"ops":[${ops}]}`;
}

/** Smaller limits after "too large", or null when one operation alone is too large. */
export function smaller(
  sent: readonly Pending[],
  limits: Limits,
  server: { max_ops?: number; max_bytes?: number }
): Limits | null {
  if (sent.length <= 1) return null;
  return {
    ops: Math.max(1, Math.min(server.max_ops ?? sent.length, Math.floor(sent.length / 2))),
    bytes: Math.min(server.max_bytes ?? limits.bytes, limits.bytes)
  };
}
