/**
 * One note for another. The first tap sends it, everything after that changes it. It is written
 * down nowhere here: what could not be sent stays on the screen, and goes out again as it is, so
 * that nothing is doubled.
 */
import { note } from '../api/journal.ts';
import type { Reply } from '../api/http.ts';
import type { Pushed } from '../api/shapes.ts';
import type { Day } from '../core/days.ts';
import { uuidv7 } from '../core/uuid.ts';
import type { Flag } from '../flagging/types.ts';
import type { Finding } from '../flags/types.ts';
import type { Body, Entry, Op } from '../sync/types.ts';
import { judge, together } from './judge.ts';
import { operation, type Kind, type Known } from './notes.ts';

export type State =
  | 'new'
  | 'sending'
  | 'unsent'
  | 'signed-out'
  | 'saved'
  | 'conflict'
  | 'refused'
  | 'not-yours'
  | 'gone';

export class HelpNote {
  #state = $state<State>('new');
  #body = $state.raw<Body>({});
  #findings = $state.raw<readonly Finding[]>([]);
  day = $state<Day>();
  #known = $state.raw<Known>();
  #op: Op | undefined;
  readonly id: string;

  /** `entry`: what is changed; without one a new note is made. */
  constructor(
    readonly journal: string,
    readonly kind: Kind,
    readonly me: string,
    entry?: Entry
  ) {
    this.id = entry?.id ?? uuidv7();
    if (!entry) return;
    const { rev, rev_epoch: epoch, occurred_at, tz } = entry;
    this.#known = { rev, epoch, occurred_at, tz };
    this.#body = entry.body;
    this.day = entry.local_date;
  }

  get state(): State {
    return this.#state;
  }

  get body(): Body {
    return this.#body;
  }

  /** What the rules say, of this device and of the server. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** The server has it. */
  get kept(): boolean {
    return this.#known !== undefined && this.#state !== 'gone';
  }

  /** Something waits on this screen only. */
  get waits(): boolean {
    return this.#state === 'unsent' || this.#state === 'signed-out';
  }

  /** Notes it with these parts changed; a part that is undefined is taken out. */
  async put(change: Body): Promise<void> {
    // A finger that trembles taps twice; and what may have left must not change.
    if (this.#state === 'sending' || this.waits) return;
    this.#body = Object.fromEntries(
      Object.entries({ ...this.#body, ...change }).filter(([, value]) => value !== undefined)
    );
    this.#op = this.#operation('put');
    this.#state = 'sending';
    this.#findings = await judge(this.#op, Date.now());
    await this.again();
  }

  async takeBack(): Promise<void> {
    if (!this.kept || this.#state === 'sending' || this.waits) return;
    this.#op = this.#operation('delete');
    await this.again();
  }

  /** Sends what waits: the same bytes under the same ids. */
  async again(): Promise<void> {
    const op = this.#op;
    if (!op) return;
    this.#state = 'sending';
    unsent.delete(this);
    this.#answered(op, await note(this.journal, op));
    if (this.waits) unsent.add(this);
  }

  /** The person would rather not send it. */
  drop(): void {
    unsent.delete(this);
    this.#op = undefined;
    this.#state = this.#known ? 'saved' : 'new';
  }

  #operation(kind: Op['kind']): Op {
    const { id: entry_id, me: actor_id, day } = this;
    const [type, body, known] = [this.kind, this.#body, this.#known];
    const draft = { op_id: uuidv7(), entry_id, kind, actor_id, type, body, day, known };
    return operation(draft, Date.now());
  }

  #answered(op: Op, reply: Reply<Pushed | null>): void {
    const answer = reply.body?.results?.[0];
    // Sent once more after its answer was lost: what was said the first time holds.
    const result = answer && { ...answer, ...(answer.first as Partial<typeof answer>) };
    if (!reply.ok || !result) {
      const over = [403, 404, 409, 410, 422].includes(reply.status);
      this.#state = reply.status === 401 ? 'signed-out' : over ? 'refused' : 'unsent';
      return;
    }
    this.#op = undefined;
    if (result.status === 'rejected') {
      this.#state = result.code === 'not_yours' ? 'not-yours' : 'refused';
      return;
    }
    const urgent = reply.body?.urgent as unknown as Flag[];
    this.#findings = op.kind === 'delete' ? [] : together(this.#findings, urgent);
    const rev = result.rev ?? this.#known?.rev ?? 1;
    const epoch = result.rev_epoch ?? this.#known?.epoch ?? 1;
    this.#known = { rev, epoch, occurred_at: op.occurred_at, tz: op.tz };
    if (op.kind === 'delete') this.#state = 'gone';
    else this.#state = result.status === 'conflict' ? 'conflict' : 'saved';
  }
}

/** What waits on this device until its page is closed, also when another page is looked at. */
class Unsent {
  #notes = $state.raw<readonly HelpNote[]>([]);

  add(one: HelpNote): void {
    this.#notes = [...this.#notes.filter((other) => other !== one), one];
  }

  delete(one: HelpNote): void {
    this.#notes = this.#notes.filter((other) => other !== one);
  }

  of(journal: string, me: string | undefined): readonly HelpNote[] {
    return this.#notes.filter((one) => one.journal === journal && one.me === me);
  }
}

export const unsent = new Unsent();
