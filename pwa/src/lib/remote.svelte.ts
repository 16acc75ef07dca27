/** What a screen asks the server for; nothing of it is kept on this device. */
import type { Reply } from './api/http.ts';

export class Remote<T> {
  #reply = $state.raw<Reply<T>>();

  constructor(private readonly ask: () => Promise<Reply<T>>) {}

  /** The answer, while there is one. */
  get value(): T | undefined {
    return this.#reply?.ok ? this.#reply.body : undefined;
  }

  /** What went wrong, "" when nothing did. */
  get trouble(): '' | 'offline' | 'second' | 'refused' | 'failed' {
    const reply = this.#reply;
    if (!reply || reply.ok) return '';
    if (reply.status === 0) return 'offline';
    // Somebody else's journal, and a session that was opened without a second step.
    if (reply.code === 'second-factor-needed') return 'second';
    return [403, 404, 410].includes(reply.status) ? 'refused' : 'failed';
  }

  get asking(): boolean {
    return this.#reply === undefined;
  }

  async load(): Promise<void> {
    this.#reply = await this.ask();
  }

  /** Asks once more; what is shown stays where no answer comes. */
  async again(): Promise<void> {
    const reply = await this.ask();
    if (reply.status !== 0) this.#reply = reply;
  }

  /** Takes another answer for one to this: what was shown may no longer be. */
  refuse(reply: Reply<unknown>): void {
    this.#reply = { ...reply, ok: false, body: undefined as T };
  }

  /** Takes what was shown off the screen. */
  clear(): void {
    this.#reply = undefined;
  }
}
