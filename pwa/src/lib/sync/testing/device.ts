/** A device for tests: the real outbox and replica over IndexedDB in memory, and a line that fails. */
import { databaseName, Journal, read } from '../../db/database.ts';
import type { Change } from '../compose.ts';
import { visible } from '../compose.ts';
import { drain, type Answer, type Outcome, type Remote } from '../drain.ts';
import { record, waitingFor } from '../outbox.ts';
import type { Base, Body, Entry, Pending } from '../types.ts';
import type { ModelServer } from './server.ts';

export type Fault =
  'none' | 'lost-request' | 'lost-answer' | 'twice' | 'late' | 'crash' | 'busy' | 'lost-page';
export class Crash extends Error {}

/** What a device had on screen when it made an operation, to hold against what the op says. */
export interface Seen {
  op: string;
  base: Base;
  body: Body | null;
}

export class Device {
  db: Journal;
  /** Request bodies that will reach the server only later, after newer ones. */
  delayed: { bytes: string; epoch: number | undefined }[] = [];
  fault: Fault = 'none';
  /** What happens while a request is under way: the survivor goes on, the server is restored. */
  meanwhile: () => Promise<void> = async () => undefined;
  private made = 0;

  constructor(
    readonly name: string,
    readonly server: ModelServer
  ) {
    this.db = new Journal(databaseName(name));
  }

  /** The app is killed and started again: only what is on the disk remains. */
  async restart(): Promise<void> {
    this.db.close();
    this.db = new Journal(databaseName(this.name));
    await this.db.open();
  }

  async sees(id: string): Promise<Entry | undefined> {
    return visible(await this.db.entries.get(id), await waitingFor(this.db, id));
  }

  /** Writes a change down; returns the operation it is in, and what was on screen before. */
  async change(change: Pick<Change, 'entry_id' | 'kind' | 'body' | 'resolves'>): Promise<Seen> {
    const before = await this.sees(change.entry_id);
    const stamp = {
      op_id: `${this.name}-${(this.made += 1)}`,
      actor_id: 'owner',
      recorded_at: '2026-01-01T12:00:00+01:00',
      schema_v: 1
    };
    const where = { section: 'notes', type: 'note' as const, tz: 'Europe/Vienna' };
    const at = '2026-01-01T12:00:00+01:00';
    const op = await record(this.db, { ...change, ...where, occurred_at: at }, stamp);
    return { op: op?.op_id ?? '', base: op?.base ?? null, body: before?.body ?? null };
  }

  async sync(fault: Fault = 'none'): Promise<Outcome | 'crashed'> {
    this.fault = fault;
    try {
      return await drain({
        db: this.db,
        remote: this.line(),
        device: this.name,
        now: () => new Date('2026-01-01T12:00:00Z')
      });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await this.restart();
      return 'crashed';
    } finally {
      this.fault = 'none';
    }
  }

  deliverLate(): void {
    const late = this.delayed.shift();
    if (late) this.server.push(late.bytes, late.epoch);
  }

  waiting(): Promise<Pending[]> {
    return this.db.outbox.orderBy('n').toArray();
  }

  mismatches(): Promise<number> {
    return read<number>(this.db, 'mismatches').then((found) => found ?? 0);
  }

  private line(): Remote {
    const none: Answer = { status: 0, body: null };
    return {
      push: async (bytes, epoch) => {
        await this.meanwhile();
        if (this.fault === 'lost-request') return none;
        if (this.fault === 'busy') return { status: 503, body: null, wait: 1000 };
        if (this.fault === 'late') {
          this.delayed.push({ bytes, epoch });
          return none;
        }
        const answer = this.server.push(bytes, epoch);
        if (this.fault === 'twice') return this.server.push(bytes, epoch);
        if (this.fault === 'lost-answer') return none;
        if (this.fault === 'crash') throw new Crash();
        return answer;
      },
      pull: async (cursor) => {
        if (this.fault === 'lost-answer' || this.fault === 'lost-page') return none;
        const answer = this.server.pull(cursor);
        await this.meanwhile();
        return answer;
      }
    };
  }
}
