/** Who is signed in, as far as this device knows; it knows also when there is no network. */
import { request, setCsrf } from '../api/http.ts';
import type { Me as MeAnswer } from '../api/shapes.ts';
import { forgetPerson, store, stored, type JournalInfo, type Me } from './stored.ts';

class Session {
  #me = $state.raw<Me | null>(null);
  #loaded = $state(false);
  /** The server has ended the session while notes are still on this device. */
  ended = $state(false);
  /** This device was wiped, and the notes are to come back. */
  back = $state(false);

  get me(): Me | null {
    return this.#me;
  }

  /** Whether the device has been asked; before that nothing is known. */
  get loaded(): boolean {
    return this.#loaded;
  }

  get journal(): JournalInfo | null {
    return this.#me?.journal ?? null;
  }

  load(): void {
    this.#me = stored('daybook.me') ?? null;
    this.#loaded = true;
  }

  keep(me: Me): void {
    this.#me = me;
    this.#loaded = true;
    this.ended = false;
    store('daybook.me', me);
  }

  keepJournal(journal: JournalInfo): void {
    if (this.#me) this.keep({ ...this.#me, journal });
  }

  forget(): void {
    this.#me = null;
    this.ended = false;
    forgetPerson();
  }

  /**
   * Asks the server who is signed in. Without an answer nothing changes. A person whose session is
   * over stays known here, because their notes are.
   */
  async refresh(): Promise<'in' | 'out' | 'unknown'> {
    const device = this.#me?.device;
    const reply = await request<MeAnswer | null>('GET', '/api/v1/me', {
      headers: device ? { 'X-Device': device } : {}
    });
    if (!reply.ok || !reply.body) return 'unknown';
    const { body } = reply;
    setCsrf(body.csrf_token);
    if (!body.signed_in || !body.user) {
      this.ended = this.#me !== null;
      // Asked for on another device of the same person.
      if (body.erase && this.#me)
        void import('../erase.ts').then(({ erase }) => erase(body.gone ? '#gone' : '#cleared'));
      return 'out';
    }
    const journal = body.journal ? await this.#journal(body.journal.id) : null;
    const { id, email, name, time_zone, erase_at } = body.user;
    this.keep({
      user: { id, email, name, time_zone, ...(erase_at ? { erase_at } : {}) },
      ...(body.device ? { device: body.device } : {}),
      journal,
      helps: body.came_for_others ?? false
    });
    return 'in';
  }

  async #journal(id: string): Promise<JournalInfo | null> {
    const reply = await request<JournalInfo>('GET', `/api/v1/journals/${id}`);
    return reply.ok ? reply.body : this.journal?.id === id ? this.journal : null;
  }
}

export const session = new Session();
