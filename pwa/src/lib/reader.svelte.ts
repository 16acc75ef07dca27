/** Page by page through the notes of somebody else; nothing of them is kept on this device. */
import type { Reply } from './api/http.ts';
import type { TimelinePage } from './api/journal.ts';
import type { Flag } from './flagging/types.ts';
import { Remote } from './remote.svelte.ts';
import type { Entry } from './sync/types.ts';

interface Source {
  timeline: (before: string | null) => Promise<Reply<TimelinePage>>;
  flags: () => Promise<Reply<{ flags: Flag[] }>>;
}

export class Reader {
  #entries = $state.raw<readonly Entry[]>([]);
  #next = $state<string | null>(null);
  readonly page: Remote<TimelinePage>;
  readonly flags: Remote<{ flags: Flag[] }>;

  constructor(source: Source) {
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
      this.#entries = [];
      this.flags.clear();
    }
  }

  /** Takes everything off the screen. */
  clear(): void {
    this.#entries = [];
    this.#next = null;
    this.page.clear();
    this.flags.clear();
  }
}
