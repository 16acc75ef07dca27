/**
 * Random histories of two devices, a server that is sometimes restored from a backup, and a line
 * that loses, repeats, delays and reorders. Nothing that was saved may be lost, and in the end all
 * hold the same.
 */
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, it } from 'vitest';
import { Device, type Fault, type Seen } from './testing/device.ts';
import { ModelServer } from './testing/server.ts';
import type { Body, Entry } from './types.ts';

const HISTORIES = 100;
const STEPS = 40;
const FAULTS: Fault[] = [
  'none',
  'none',
  'lost-request',
  'lost-answer',
  'twice',
  'late',
  'crash',
  'busy'
];
const ENTRIES = ['e0', 'e1', 'e2'];
const FIELDS = ['text', 'mood', 'place'];

/** A small seeded generator, so that a failing history can be run again by its number. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2654435761 + 1;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

function pickFrom<T>(list: readonly T[], roll: (sides: number) => number): T {
  const found = list[roll(list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

class History {
  readonly server = new ModelServer();
  readonly devices: Device[];
  /** Operations that must end up on the server or in quarantine. */
  readonly saved = new Map<string, { device: Device; body: Body }>();
  /** What each operation was first made on; a later change of it does not alter that. */
  readonly seen = new Map<string, Seen>();
  readonly roll: (sides: number) => number;
  restored = false;

  constructor(seed: number) {
    this.roll = dice(seed);
    this.devices = ['phone', 'tablet'].map((name) => new Device(`${seed}-${name}`, this.server));
  }

  async step(): Promise<void> {
    const device = pickFrom(this.devices, this.roll);
    const kind = this.roll(20);
    if (kind < 7) await this.edit(device);
    else if (kind < 9) await this.remove(device);
    else if (kind < 10) await this.resolve(device);
    else if (kind < 16) await this.sync(device);
    else if (kind < 17) this.server.expireCursors();
    else if (kind < 18) device.deliverLate();
    else if (kind < 19) this.server.backup();
    else this.restore();
  }

  private restore(): void {
    this.server.restore();
    this.restored = true;
  }

  private async sync(device: Device): Promise<void> {
    device.meanwhile = async () => {
      if (this.roll(4) === 0) await this.edit(device);
      else if (this.roll(8) === 0) await this.remove(device);
      else if (this.roll(12) === 0) this.restore();
    };
    await device.sync(pickFrom(FAULTS, this.roll));
    device.meanwhile = async () => undefined;
  }

  private note(device: Device, body: Body, seen: Seen): void {
    // Made and taken back before it was sent: nothing is owed for it.
    if (seen.op === '') return;
    this.seen.set(seen.op, { ...seen, body: (this.seen.get(seen.op) ?? seen).body });
    this.saved.set(seen.op, { device, body });
  }

  private async edit(device: Device): Promise<void> {
    const id = pickFrom(ENTRIES, this.roll);
    const before = await device.sees(id);
    if (before?.deleted) return;
    const field = pickFrom(FIELDS, this.roll);
    const long = field === 'text' && this.roll(12) === 0;
    const value = long ? 'far too long for this server' : `v${this.roll(4)}`;
    const body = { ...before?.body, [field]: value };
    this.note(device, body, await device.change({ entry_id: id, kind: 'put', body }));
  }

  private async remove(device: Device): Promise<void> {
    const id = pickFrom(ENTRIES, this.roll);
    const before = await device.sees(id);
    if (!before || before.deleted) return;
    const own = (await device.waiting()).filter((row) => row.entry_id === id).at(-1);
    const seen = await device.change({ entry_id: id, kind: 'delete', body: before.body });
    if (own?.sent === 0 && own.op.base === null) this.saved.delete(own.op_id);
    this.note(device, before.body, seen);
  }

  private async resolve(device: Device): Promise<void> {
    const id = pickFrom(ENTRIES, this.roll);
    const entry = await device.db.entries.get(id);
    const waits = (await device.waiting()).some((row) => row.entry_id === id);
    if (!entry || entry.copies.length === 0 || waits) return;
    const resolves = entry.copies.map((copy) => copy.op_id);
    const body = { ...entry.body, text: 'both' };
    this.note(device, body, await device.change({ entry_id: id, kind: 'put', body, resolves }));
  }

  /** No more faults: everything drains, and every replica is the server's. */
  async heal(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      for (const device of this.devices) {
        expect(await device.sync(), 'a healthy line drains').toMatchObject({ ended: 'done' });
      }
    }
  }

  async check(): Promise<void> {
    const held = [...this.server.state.entries.values()].filter(told).map(bare);
    for (const device of this.devices) {
      expect(await device.waiting(), 'outbox is empty').toEqual([]);
      const replica = (await device.db.entries.toArray()).filter(told).map(bare);
      expect(replica.sort(byId), 'replica is the server').toEqual(held.sort(byId));
      expect(await device.mismatches(), 'digests never differ').toBe(0);
    }
    for (const [op, { device, body }] of this.saved) {
      const refused = await device.db.quarantine.get(op);
      const arrived = this.server.state.ops.get(op)?.submitted ?? refused?.op.body;
      expect(arrived, `${op} is lost or is not what was saved last`).toEqual(body);
    }
    if (!this.restored) this.seen.forEach((seen) => this.checkBase(seen));
  }

  /** What an operation says it was made on is what the survivor had on screen. */
  private checkBase(seen: Seen): void {
    const made = this.server.madeOn(seen.op);
    // A change made on a refused one stands on what that one stood on.
    if (!made || JSON.stringify(made.base) !== JSON.stringify(seen.base)) return;
    expect(made.body ?? null, `${seen.op} was made on something else`).toEqual(seen.body);
  }

  async close(): Promise<void> {
    for (const { db } of this.devices) {
      db.close();
      await Dexie.delete(db.name);
    }
  }
}

const told = (entry: Entry): boolean => !entry.deleted || entry.copies.length > 0;
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
const bare = ({ id, rev, rev_epoch, seq, body, deleted, copies }: Entry) => ({
  ...{ id, rev, rev_epoch, seq, body, deleted },
  copies: copies.map((copy) => copy.op_id).sort()
});

it(`loses nothing and converges in ${HISTORIES} histories`, { timeout: 60_000 }, async () => {
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const history = new History(seed);
    try {
      for (let step = 0; step < STEPS; step += 1) await history.step();
      await history.heal();
      await history.check();
    } catch (error) {
      throw new Error(`history ${seed}: ${String(error)}`, { cause: error });
    } finally {
      await history.close();
    }
  }
});
