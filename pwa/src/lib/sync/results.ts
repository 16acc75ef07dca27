/** What the server's answer to one operation means for this device. Pure. */
import { row } from './rows.ts';
import type { EntryRow, Op, Quarantined, Result } from './types.ts';

export type Effect =
  | { to: 'acked'; shadow?: EntryRow }
  | { to: 'quarantine'; refused: Quarantined }
  /** The server did not say anything that makes sense: keep the operation and send it again. */
  | { to: 'outbox' };

/** A repeated operation is answered with what happened the first time. */
function meant(result: Result): Result {
  if (result.status !== 'duplicate' || !result.first?.status) return result;
  return { ...result, ...result.first, status: result.first.status, op_id: result.op_id };
}

/**
 * The entry as it stands after the operation took effect, if that is news to this device. An
 * answer never takes an entry back: only a higher change number counts, and the pull that follows
 * brings the server's own version in any case.
 */
function after(op: Op, result: Result, shadow: EntryRow | undefined): EntryRow | undefined {
  if (result.seq === undefined || result.rev === undefined) return undefined;
  if (shadow && result.seq <= shadow.seq) return undefined;
  if (result.entry) return row(result.entry);
  if (result.status !== 'applied') return undefined;
  const made = row({
    id: op.entry_id,
    type: op.type,
    section: op.section,
    schema_v: op.schema_v,
    rev: result.rev,
    rev_epoch: result.rev_epoch ?? shadow?.rev_epoch ?? 0,
    seq: result.seq,
    body: op.body,
    occurred_at: op.occurred_at,
    tz: op.tz,
    local_date: op.occurred_at.slice(0, 10),
    deleted: op.kind === 'delete',
    author_id: shadow?.author_id ?? op.actor_id,
    author_name: shadow?.author_name ?? null,
    copies: (shadow?.copies ?? []).filter((copy) => !op.resolves.includes(copy.op_id))
  });
  return { ...made, made_by: op.op_id };
}

/** What becomes of an operation that was sent and has been answered. */
export function effect(
  op: Op,
  answered: Result,
  shadow: EntryRow | undefined,
  now: number
): Effect {
  const result = meant(answered);
  switch (result.status) {
    case 'applied':
    case 'merged':
    case 'conflict': {
      const next = after(op, result, shadow);
      return next ? { to: 'acked', shadow: next } : { to: 'acked' };
    }
    case 'duplicate':
      return { to: 'acked' };
    case 'rejected':
      return {
        to: 'quarantine',
        refused: {
          op_id: op.op_id,
          entry_id: op.entry_id,
          op,
          code: result.code ?? 'invalid',
          errors: result.errors ?? [],
          retry: result.retry ?? 'after_user',
          at: now
        }
      };
    default:
      return { to: 'outbox' };
  }
}
