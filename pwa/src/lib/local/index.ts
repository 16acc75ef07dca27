/**
 * The journal on this device. Loaded after the first paint, because Dexie is large; screens reach
 * it through `local()` in #lib/local.ts.
 */
import { liveQuery } from 'dexie';
import builtInCatalogue from 'virtual:daybook/catalogue';
import builtInRules from 'virtual:daybook/rules';
import { databaseName, Journal, read, withDb, write } from '../db/database.ts';
import { uuidv7 } from '../core/uuid.ts';
import type { Me } from '../state/stored.ts';
import type { Engine } from '../sync/engine.ts';
import type { Context } from './context.ts';
import { freshData } from './data.ts';
import { deleteEntry, putBack, saveEntry, type Given, type Saved, type Written } from './save.ts';
import * as flags from './flags.ts';
import { deleteDatabase, startSync, type Hooks } from './sync.ts';
import * as views from './views.ts';

export class Local {
  readonly views = views;
  readonly flags = flags;
  readonly needs = (): Promise<typeof import('./needs.ts')> => import('./needs.ts');
  #engine: Engine;
  #stop: () => void;
  #asked = false;

  private constructor(
    readonly context: Context,
    hooks: Hooks
  ) {
    const started = startSync(context, hooks);
    this.#engine = started.engine;
    this.#stop = started.stop;
  }

  static async open(me: () => Me, hooks: Hooks): Promise<Local> {
    const db = new Journal(databaseName(me().user.id));
    await withDb(db, (opened) => opened.open());
    const device = (await read<string>(db, 'device')) ?? uuidv7();
    await write(db, 'device', device);
    const context: Context = {
      ...{ db, me, device },
      rules: builtInRules,
      catalogue: builtInCatalogue
    };
    await freshData(context);
    return new Local(context, hooks);
  }

  get db(): Journal {
    return this.context.db;
  }

  async save(given: Given, written?: (entry: Written) => void): Promise<Saved> {
    const saved = await saveEntry(this.context, given, written);
    this.#sent();
    return saved;
  }

  async remove(id: string, resolves: string[] = []): Promise<views.Shown | undefined> {
    const before = await deleteEntry(this.context, id, resolves);
    this.#sent();
    return before;
  }

  async putBack(before: views.Shown): Promise<void> {
    await putBack(this.context, before);
    this.#sent();
  }

  /** Calls `next` now and whenever what the query read changes, in this tab or another. */
  watch<T>(query: () => Promise<T>, next: (found: T) => void): () => void {
    const watched = liveQuery(query).subscribe({ next, error: () => undefined });
    return () => watched.unsubscribe();
  }

  async draft<T>(key: string): Promise<T | undefined> {
    return (await this.db.drafts.get(key))?.data as T | undefined;
  }

  async keepDraft(key: string, data: unknown): Promise<void> {
    await this.db.drafts.put({ key, data, at: Date.now() });
  }

  async dropDraft(key: string): Promise<void> {
    await this.db.drafts.delete(key);
  }

  /** A round with the server now; resolves when it is over, however it went. */
  syncNow(): Promise<void> {
    return this.#engine.nudge('asked');
  }

  unsent(): Promise<number> {
    return this.db.outbox.count();
  }

  /** Stops and closes, and leaves everything where it is. */
  close(): void {
    this.#stop();
    this.db.close();
  }

  async wipe(): Promise<void> {
    this.#stop();
    await deleteDatabase(this.db);
  }

  /** Asks the browser once not to clear this journal away when space runs low. */
  #askToStay(): void {
    if (this.#asked) return;
    this.#asked = true;
    void navigator.storage
      ?.persisted?.()
      .then((safe) => (safe ? true : navigator.storage.persist()))
      .catch(() => false);
  }

  #sent(): void {
    void this.#engine.nudge('save');
    this.#askToStay();
    // Where it exists, the browser finishes the job when the app is closed before it is online.
    void navigator.serviceWorker?.ready.then((worker) => {
      const { sync } = worker as { sync?: { register: (tag: string) => Promise<void> } };
      return sync?.register('outbox').catch(() => undefined);
    });
  }
}
