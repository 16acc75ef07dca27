/** How one change of the survivor becomes an operation, given what already waits. Pure. */
import type { Base, Body, Entry, EntryRow, EntryType, Op, Pending } from './types.ts';

/** What the survivor did to an entry. */
export interface Change {
  entry_id: string;
  kind: 'put' | 'delete';
  type: EntryType;
  section: string;
  occurred_at: string;
  tz: string;
  body: Body;
  /** The conflict copies that the survivor has seen and decided on. */
  resolves?: string[];
}

export interface Stamp {
  op_id: string;
  actor_id: string;
  recorded_at: string;
  schema_v: number;
}

export type Step =
  { do: 'add'; op: Op } | { do: 'replace'; pending: Pending } | { do: 'drop'; pending: Pending };

function baseOn(waiting: readonly Pending[], shadow: EntryRow | undefined): Base {
  const last = waiting.at(-1)?.op_id ?? shadow?.made_by;
  if (last) return { op: last };
  return shadow ? { rev: shadow.rev, epoch: shadow.rev_epoch } : null;
}

/**
 * Decides what happens in the outbox. `waiting` are the entry's operations in their order.
 *
 * An operation that has not left the device is changed in place: it keeps its id and what it was
 * made on. One that may have left is never touched; the change stands on it and waits behind it.
 */
export function compose(
  change: Change,
  waiting: readonly Pending[],
  shadow: EntryRow | undefined,
  stamp: Stamp
): Step {
  const last = waiting.at(-1);
  const unsent = last && last.sent === 0 ? last : undefined;
  const { resolves = [], ...content } = change;
  if (!unsent) {
    return { do: 'add', op: { ...content, resolves, base: baseOn(waiting, shadow), ...stamp } };
  }
  // Made and taken back before anyone heard of it: nothing to tell.
  if (change.kind === 'delete' && unsent.op.base === null) return { do: 'drop', pending: unsent };
  const op: Op = {
    ...unsent.op,
    ...content,
    recorded_at: stamp.recorded_at,
    schema_v: stamp.schema_v,
    resolves: [...new Set([...unsent.op.resolves, ...resolves])]
  };
  return { do: 'replace', pending: { ...unsent, op } };
}

/** The entry as the survivor sees it: what waits to be sent lies over what the server last said. */
export function visible(shadow: Entry | undefined, waiting: readonly Pending[]): Entry | undefined {
  // What is only offered again is older than the shadow, unless the server has lost the entry.
  const shown = shadow ? waiting.filter((row) => row.again === 0) : waiting;
  const op = shown.at(-1)?.op;
  if (!op) return shadow;
  return {
    id: op.entry_id,
    type: op.type,
    section: op.section,
    schema_v: op.schema_v,
    rev: shadow?.rev ?? 0,
    rev_epoch: shadow?.rev_epoch ?? 0,
    seq: shadow?.seq ?? 0,
    body: op.body,
    occurred_at: op.occurred_at,
    tz: op.tz,
    local_date: op.occurred_at.slice(0, 10),
    deleted: op.kind === 'delete',
    author_id: shadow?.author_id ?? op.actor_id,
    author_name: shadow?.author_name ?? null,
    copies: (shadow?.copies ?? []).filter((copy) => !op.resolves.includes(copy.op_id))
  };
}
