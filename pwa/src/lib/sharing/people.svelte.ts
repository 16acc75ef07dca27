/** Who may look: as the server says, or offline as it last said; and whom to stop. */
import { sharing, stopSharing, type Grant } from '../api/sharing.ts';
import type { Invitation } from '../api/shapes.ts';
import { hasLeft } from '../api/http.ts';
import { keepStop, waitingStops } from '../api/stops.ts';
import { local } from '../local.ts';
import { Remote } from '../remote.svelte.ts';
import { session } from '../state/session.svelte.ts';

interface List {
  grants: Grant[];
  invitations: Invitation[];
}
interface Kept extends List {
  at: string;
}

const KEY = 'sharing';

export class People {
  readonly remote = new Remote<List>(sharing);
  #kept = $state.raw<Kept>();
  #waiting = $state.raw<readonly string[]>([]);

  /** Also where the server was not reached: then what is kept on this device. */
  get list(): List | undefined {
    return this.remote.value ?? this.#old;
  }

  /** When the list was true, where that is not now. */
  get asOf(): string | undefined {
    return this.#old?.at;
  }

  get #old(): Kept | undefined {
    return this.remote.trouble === 'offline' ? this.#kept : undefined;
  }

  /** Whether a grant is to end as soon as the server hears of it. */
  waits(grant: Grant): boolean {
    return this.#waiting.includes(grant.id);
  }

  get anyWaits(): boolean {
    return this.#waiting.length > 0;
  }

  async load(): Promise<void> {
    await hasLeft();
    this.#waiting = waitingStops();
    await (this.remote.asking ? this.remote.load() : this.remote.again());
    const { value } = this.remote;
    const journal = await local().catch(() => undefined);
    if (value) await journal?.db.kv.put({ key: KEY, value: kept(value) });
    else this.#kept = (await journal?.db.kv.get(KEY))?.value as Kept | undefined;
  }

  /** Ends a grant now or, where the server cannot be reached, before anything else is asked of it. */
  async stop({ id }: Grant): Promise<'stopped' | 'waits' | 'failed'> {
    const reply = await stopSharing(id);
    let told: 'stopped' | 'waits' | 'failed' = 'stopped';
    if (!reply.ok && reply.status !== 404) {
      const { me, journal } = session;
      const held = me && journal && keepStop({ user: me.user.id, journal: journal.id, grant: id });
      told = held ? 'waits' : 'failed';
    }
    await this.load();
    return told;
  }
}

const kept = ({ grants, invitations }: List): Kept => ({
  at: new Date().toISOString(),
  grants: grants.filter(({ state }) => state === 'on'),
  invitations
});
