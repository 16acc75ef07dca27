/** The visit pages that one sent oneself, as the server tells of them. */
import { sentPages, takeBackPage } from '../api/visit-pages.ts';
import type { SentPage } from '../api/shapes.ts';
import { Remote } from '../remote.svelte.ts';
import { session } from '../state/session.svelte.ts';

export class Sent {
  readonly remote = new Remote(() => sentPages(this.journal));

  get journal(): string {
    // A page may ask before the layout around it has looked who is signed in.
    if (!session.loaded) session.load();
    return session.journal?.id ?? '';
  }

  /** The newest first. */
  get pages(): readonly SentPage[] {
    return this.remote.value?.pages ?? [];
  }

  async load(): Promise<void> {
    await (this.remote.asking ? this.remote.load() : this.remote.again());
  }

  /** False when the server was not reached or would not. */
  async takeBack(id: string): Promise<boolean> {
    const { ok } = await takeBackPage(this.journal, id);
    await this.load();
    return ok;
  }
}
