/**
 * A server in memory that follows the written apply rule, for tests. It is told nothing of how the
 * client works; both are held against the protocol.
 */
import type { Answer } from '../drain.ts';
import { sumOf, written } from '../digest.ts';
import type { Base, Body, Copy, Entry, Op, Result } from '../types.ts';

interface Known {
  fingerprint: string;
  result: Result;
  submitted: Body;
  base: Base;
}

interface State {
  epoch: number;
  seq: number;
  entries: Map<string, Entry>;
  revisions: Map<string, Body>;
  ops: Map<string, Known>;
}

const problem = (status: number, code: string, extra: object = {}): Answer => ({
  status,
  code,
  body: { code, ...extra }
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The arguments with sorted keys, as two bodies may hold the same in another order. */
function sorted(body: Body): Body {
  return Object.fromEntries(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export class ModelServer {
  state: State = {
    epoch: 1,
    seq: 0,
    entries: new Map(),
    revisions: new Map(),
    ops: new Map()
  };
  /** Every operation that was ever acknowledged, also before a restore. */
  acknowledged = new Set<string>();
  maxOps = 2;
  pageSize = 3;
  /** Cursors from before this change number are no longer taken. */
  oldest = 0;
  private saved: State = structuredClone(this.state);

  push(bytes: string, epoch: number | undefined): Answer {
    const { ops } = JSON.parse(bytes) as { ops: Op[] };
    if (epoch !== undefined && epoch !== this.state.epoch) {
      return problem(409, 'epoch-changed', { epoch: this.state.epoch });
    }
    if (ops.length > this.maxOps) {
      return problem(413, 'batch-too-large', { max_ops: this.maxOps });
    }
    const results = ops.map((op) => this.apply(op));
    results.forEach((result) => {
      if (result.status !== 'rejected') this.acknowledged.add(result.op_id);
    });
    return { status: 200, body: structuredClone({ epoch: this.state.epoch, results }) };
  }

  pull(cursor: string | undefined): Answer {
    const [epoch, since] = (cursor ?? `${this.state.epoch}.0`).split('.').map(Number);
    if (epoch !== this.state.epoch) {
      return problem(410, 'cursor-reset', { epoch: this.state.epoch });
    }
    if (cursor && (since ?? 0) < this.oldest) return problem(410, 'cursor-expired');
    const all = [...this.state.entries.values()].sort((a, b) => a.seq - b.seq);
    const shown = all.filter(
      (entry) => entry.seq > (since ?? 0) && (cursor || !entry.deleted || entry.copies.length > 0)
    );
    const changes = shown.slice(0, this.pageSize);
    const more = shown.length > changes.length;
    const reached = more ? (changes.at(-1)?.seq ?? 0) : this.state.seq;
    return {
      status: 200,
      body: structuredClone({
        epoch: this.state.epoch,
        changes,
        more,
        cursor: `${this.state.epoch}.${reached}`,
        ...(more ? {} : { digest: written(sumOf(all)) })
      })
    };
  }

  /** The body that an operation says it was made on, if this server still knows it. */
  madeOn(opId: string): { base: Base; body: Body | undefined } | undefined {
    const op = this.state.ops.get(opId);
    if (!op) return undefined;
    const { base } = op;
    if (!base) return { base, body: undefined };
    if ('op' in base) return { base, body: this.state.ops.get(base.op)?.submitted };
    const entry = (JSON.parse(op.fingerprint) as Op).entry_id;
    return { base, body: this.state.revisions.get(`${entry} ${base.rev} ${base.epoch}`) };
  }

  backup(): void {
    this.saved = structuredClone(this.state);
  }

  restore(): void {
    const epoch = this.state.epoch + 1;
    this.state = structuredClone(this.saved);
    this.state.epoch = epoch;
    this.oldest = 0;
  }

  expireCursors(): void {
    this.oldest = this.state.seq;
  }

  private apply(op: Op): Result {
    const fingerprint = JSON.stringify(op);
    const known = this.state.ops.get(op.op_id);
    if (known) {
      if (known.fingerprint !== fingerprint) throw new Error('a sent operation was changed');
      return { op_id: op.op_id, status: 'duplicate', first: known.result };
    }
    if (typeof op.body['text'] === 'string' && op.body['text'].length > 20) {
      return { op_id: op.op_id, status: 'rejected', code: 'too_large', retry: 'after_user' };
    }
    const result = structuredClone(this.decide(op));
    const { entry: _, ...first } = result;
    this.state.ops.set(op.op_id, { fingerprint, result: first, submitted: op.body, base: op.base });
    return result;
  }

  private decide(op: Op): Result {
    const head = this.state.entries.get(op.entry_id);
    if (!head) return this.commit(op, op.body, op.kind === 'delete', 'applied');
    const { base } = op;
    if (base && 'rev' in base && base.rev === head.rev && base.epoch === head.rev_epoch) {
      head.copies = head.copies.filter((copy) => !op.resolves.includes(copy.op_id));
      const body = op.kind === 'delete' ? head.body : op.body;
      return this.commit(op, body, op.kind === 'delete', 'applied');
    }
    if (op.kind === 'delete') {
      return head.deleted ? this.unchanged(op, head) : this.keep(op, head, 'delete_vs_edit');
    }
    return head.deleted ? this.keep(op, head, 'edit_vs_delete') : this.merge(op, head);
  }

  private merge(op: Op, head: Entry): Result {
    const { base } = op;
    let from: Body | undefined = {};
    if (base && 'rev' in base) {
      from = this.state.revisions.get(`${op.entry_id} ${base.rev} ${base.epoch}`);
    } else if (base) {
      if (head.copies.some((copy) => copy.op_id === base.op)) {
        return this.keep(op, head, 'continues', base.op);
      }
      from = this.state.ops.get(base.op)?.submitted;
    }
    if (!from) {
      return same(sorted(op.body), sorted(head.body))
        ? this.unchanged(op, head)
        : this.keep(op, head, 'unknown_base');
    }
    const merged: Body = {};
    for (const key of new Set([from, op.body, head.body].flatMap(Object.keys))) {
      const [was, mine, theirs] = [from[key], op.body[key], head.body[key]];
      const value = same(mine, was) || same(mine, theirs) ? theirs : mine;
      if (!same(value, theirs) && !same(theirs, was)) return this.keep(op, head, 'field');
      if (value !== undefined) merged[key] = value;
    }
    return same(sorted(merged), sorted(head.body))
      ? this.unchanged(op, head)
      : this.commit(op, merged, false, 'merged');
  }

  private unchanged(op: Op, head: Entry): Result {
    const { rev, rev_epoch, seq } = head;
    return { op_id: op.op_id, status: 'applied', rev, rev_epoch, seq };
  }

  private commit(op: Op, body: Body, deleted: boolean, status: 'applied' | 'merged'): Result {
    const { state } = this;
    const head = state.entries.get(op.entry_id);
    state.seq += 1;
    const entry: Entry = {
      id: op.entry_id,
      type: op.type,
      section: op.section,
      schema_v: op.schema_v,
      rev: (head?.rev ?? 0) + 1,
      rev_epoch: state.epoch,
      seq: state.seq,
      body,
      occurred_at: op.occurred_at,
      tz: op.tz,
      local_date: op.occurred_at.slice(0, 10),
      deleted,
      author_id: head?.author_id ?? op.actor_id,
      copies: head?.copies ?? []
    };
    state.entries.set(entry.id, entry);
    state.revisions.set(`${entry.id} ${entry.rev} ${entry.rev_epoch}`, body);
    const { rev, rev_epoch, seq } = entry;
    const result: Result = { op_id: op.op_id, status, rev, rev_epoch, seq };
    return status === 'merged' ? { ...result, entry } : result;
  }

  private keep(op: Op, head: Entry, reason: string, continues?: string): Result {
    this.state.seq += 1;
    const copy: Copy = { op_id: op.op_id, reason, kind: op.kind, body: op.body };
    head.copies = [...head.copies.filter(({ op_id }) => op_id !== continues), copy];
    head.seq = this.state.seq;
    const { rev, rev_epoch, seq } = head;
    const code = reason;
    const at = { rev, rev_epoch, seq };
    return { op_id: op.op_id, status: 'conflict', code, copy: op.op_id, entry: head, ...at };
  }
}
