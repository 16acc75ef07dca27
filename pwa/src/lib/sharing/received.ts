/**
 * Visit pages that were sent to whoever reads a journal: the newest one is opened, older ones when
 * they are asked for. What was taken back goes from the screen with the next look at the list, which
 * is no opening: the survivor reads of each of those.
 */
import type { Reply } from '../api/http.ts';
import type { SentPage, VisitPage } from '../api/shapes.ts';

interface Source {
  list: () => Promise<Reply<{ pages: SentPage[] }>>;
  open: (id: string) => Promise<Reply<VisitPage>>;
}

/** What is on the screen, and what can be opened besides; newest first. */
export interface Shown {
  opened: readonly VisitPage[];
  others: readonly SentPage[];
}

export class Received {
  #sent: readonly SentPage[] = [];
  #opened: ReadonlyMap<string, VisitPage> = new Map();

  /** `show` is told whenever something else is to be shown. */
  constructor(
    private readonly source: Source,
    private readonly show: (shown: Shown) => void
  ) {}

  async start(): Promise<void> {
    await this.look();
    const [newest] = this.#sent;
    if (newest) await this.open(newest.id);
  }

  async look(): Promise<void> {
    const reply = await this.source.list();
    if (reply.ok) this.#sent = reply.body.pages;
    else if ([401, 403, 404, 410].includes(reply.status)) this.#sent = [];
    else return;
    const listed = new Set(this.#sent.map(({ id }) => id));
    this.#opened = new Map([...this.#opened].filter(([id]) => listed.has(id)));
    this.#tell();
  }

  async open(id: string): Promise<void> {
    const reply = await this.source.open(id);
    if (!reply.ok) return this.look();
    this.#opened = new Map([...this.#opened, [id, reply.body]]);
    this.#tell();
  }

  #tell(): void {
    this.show({
      opened: this.#sent.flatMap(({ id }) => this.#opened.get(id) ?? []),
      others: this.#sent.filter(({ id }) => !this.#opened.has(id))
    });
  }
}
