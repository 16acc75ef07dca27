/** Page by page through the notes of somebody else; nothing of them is kept on this device. */
import type { Reply } from './api/http.ts';
import type { TimelinePage } from './api/journal.ts';
import type { Flag } from './flagging/types.ts';
import { whileShown } from './poll.ts';
import { Remote } from './remote.svelte.ts';
import type { Entry } from './sync/types.ts';

interface Source {
  timeline: (before: string | null) => Promise<Reply<TimelinePage>>;
  flags: () => Promise<Reply<{ flags: Flag[] }>>;
  /** Asked now and then: what ends or changes on the other side shows here too. */
  access?: () => Promise<Reply<{ version: string }>>;
}

const LOOK_MS = 30_000;

export class Reader {
  #entries = $state.raw<readonly Entry[]>([]);
  #next = $state<string | null>(null);
  readonly page: Remote<TimelinePage>;
  readonly flags: Remote<{ flags: Flag[] }>;

  readonly #access: Source['access'];
  #version: string | undefined;
  #stop: (() => void) | undefined;

  constructor(source: Source) {
    this.#access = source.access;
    this.page = new Remote(() => source.timeline(this.#next));
    this.flags = new Remote(source.flags);
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Whether there are older ones. */
  get older(): boolean {
    return this.#next !== null;
  }

  /** From the newest on. */
  async start(): Promise<void> {
    this.clear();
    if (this.#access) {
      const stop = (this.#stop = whileShown(LOOK_MS, () => void this.#look()));
      // Before the notes: a change in between is then noticed later, not missed.
      await this.#look();
      if (this.#stop !== stop) return;
    }
    await this.more();
    // What is not shared is not asked for: the survivor would read that somebody tried.
    if (this.page.value?.shared_sections.includes('flags')) await this.flags.load();
  }

  async more(): Promise<void> {
    await this.page.load();
    const { value, trouble } = this.page;
    if (value) {
      this.#entries = [...this.#entries, ...value.entries];
      this.#next = value.next;
    } else if (trouble === 'refused' || trouble === 'second') {
      // No longer shared, or not in this session: what is on the screen goes too.
      this.#empty();
    }
  }

  async #look(): Promise<void> {
    const stop = this.#stop;
    const reply = await this.#access?.();
    if (!reply || this.#stop !== stop) return;
    if ([401, 403, 404, 410].includes(reply.status)) {
      this.#empty();
      this.page.refuse(reply);
    } else if (reply.ok) {
      const before = this.#version;
      this.#version = reply.body.version;
      if (before !== undefined && before !== this.#version) await this.start();
    }
  }

  #empty(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#entries = [];
    this.#next = null;
    this.flags.clear();
  }

  /** Takes everything off the screen. */
  clear(): void {
    this.#empty();
    this.#version = undefined;
    this.page.clear();
  }
}
