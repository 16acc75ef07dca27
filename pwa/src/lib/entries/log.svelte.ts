/** One entry being noted: the first tap saves it, everything after that changes it. */
import { goto } from '$app/navigation';
import { save } from '../actions.ts';
import { aheadFrom, type Day } from '../core/days.ts';
import type { Finding } from '../flags/types.ts';
import { path } from '../i18n/index.ts';
import { local } from '../local.ts';
import type { Shown } from '../local/views.ts';
import { useQuery, type Query } from '../query.svelte.ts';
import type { Body, EntryType } from '../sync/types.ts';

export class Log {
  /** The entry, once there is one. */
  id = $state<string>();
  body = $state.raw<Body>({});
  day = $state<Day>();
  /** It was dated in the future when it was opened. */
  ahead = $state(false);
  /** What the rules said about it when it was saved. */
  findings = $state.raw<readonly Finding[]>([]);
  /** The entry that is to be changed has been read, or there is none. */
  ready = $state(false);
  /** Whether an existing entry is changed. */
  readonly editing: boolean = $derived.by(
    () => this.query.get('id') !== undefined || this.query.get('refused') !== undefined
  );
  readonly query: Query = useQuery();
  #saved = $state(false);
  #refused: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `home`: where such a note belongs, if it has a page of its own. */
  constructor(
    readonly type: EntryType,
    readonly home?: string
  ) {
    $effect(() => {
      if (!this.query.all || this.ready) return;
      this.day = this.query.get('day');
      const refused = this.query.get('refused');
      void (refused ? this.#takeUp(refused) : this.#read(this.query.get('id')));
    });
  }

  /** Whether something has been saved on this page. */
  get saved(): boolean {
    return this.#saved;
  }

  async #read(id: string | undefined): Promise<void> {
    if (id !== undefined) {
      const { views, db } = await local();
      const entry = await views.entryById(db, id);
      if (entry && entry.type === this.type && !entry.deleted) {
        this.id = id;
        this.body = entry.body;
        this.day = entry.local_date;
        this.ahead = Date.parse(entry.occurred_at) >= aheadFrom(Date.now());
      }
    }
    this.ready = true;
  }

  /** Takes up a note that the server refused, to be corrected; it is let go once it is saved. */
  async #takeUp(opId: string): Promise<void> {
    const row = await (await local()).db.quarantine.get(opId);
    if (row && row.op.type === this.type) {
      this.id = row.entry_id;
      this.body = row.op.body;
      this.day = row.op.occurred_at.slice(0, 10);
      this.#refused = opId;
    }
    this.ready = true;
  }

  async #letGo(): Promise<void> {
    if (!this.#refused) return;
    const open = await local();
    await (await open.needs()).drop(open, this.#refused);
    this.#refused = undefined;
  }

  /**
   * Saves the entry with these parts changed; a part that is undefined is taken out. One after the
   * other: a finger that trembles taps twice, and that must not make two entries.
   */
  put(change: Body, draft?: string, photo?: ArrayBuffer): Promise<boolean> {
    const saved = this.#turn.then(() => this.#put(change, draft, photo));
    this.#turn = saved.catch(() => false);
    return saved;
  }

  /** For another day. A note that is there already moves at once. */
  move(day: Day | undefined): void {
    this.day = day;
    if (this.id && !this.#refused) void this.put({});
  }

  async #put(change: Body, draft?: string, photo?: ArrayBuffer): Promise<boolean> {
    const body = Object.fromEntries(
      Object.entries({ ...this.body, ...change }).filter(([, value]) => value !== undefined)
    );
    const words = typeof body['text'] === 'string' ? body['text'] : String(body['note'] ?? '');
    const saved = await save(
      {
        ...{ type: this.type, body, day: this.day, id: this.id },
        ...(draft ? { draft } : {}),
        ...(photo ? { photo } : {})
      },
      words,
      (now) => this.#undone(now)
    );
    // Also when it could not be written down: the next try takes along all that was said.
    this.body = body;
    if (!saved) return false;
    await this.#letGo();
    this.id = saved.id;
    this.findings = saved.findings;
    this.#saved = true;
    return true;
  }

  /** The survivor took the last step back: the page shows what is left, or asks anew. */
  #undone(now: Shown | undefined): void {
    this.id = now?.id;
    this.body = now?.body ?? {};
    this.findings = [];
    if (now) this.day = now.local_date;
    this.#saved = now !== undefined;
  }

  /** Where "Done" and "Back" lead: to the list one came from. */
  get list(): string {
    return this.home ?? (this.editing ? '/timeline/' : '/today/');
  }

  async done(): Promise<void> {
    await goto(path(this.list));
  }
}
