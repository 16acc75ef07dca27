/**
 * When to talk to the server. One round at a time, in one tab at a time; after a failure with
 * growing, random pauses, but at once when there is reason to believe that it works now.
 */
import { backoff } from './backoff.ts';
import type { Outcome } from './drain.ts';

export type Reason = 'start' | 'save' | 'online' | 'visible' | 'asked' | 'timer';

export interface EngineParts {
  /** One round: push all, pull all. */
  round: () => Promise<Outcome>;
  /** Runs the work while no other tab does the same. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /** Told after each round. */
  ended: (outcome: Outcome) => void;
  later: (work: () => void, ms: number) => () => void;
  now: () => number;
  random?: () => number;
}

const EVERY_MS = 300_000;
const AFTER_SAVE_MS = 400;
/** The server looks at new entries with a delay; its flags are fetched soon after. */
const AFTER_PUSH_MS = [4_000, 20_000, 75_000];

export class Engine {
  #running: Promise<void> | undefined;
  #again = false;
  #failures = 0;
  #notBefore = 0;
  #stopped = false;
  #cancel: (() => void) | undefined;
  #echoes: number[] = [];

  constructor(private readonly parts: EngineParts) {}

  /** Something happened that makes a round worth it. Resolves when none is under way any more. */
  async nudge(reason: Reason): Promise<void> {
    if (this.#stopped) return;
    // The server's own request to wait is kept whatever happens here.
    if (reason !== 'timer' && reason !== 'save') this.#failures = 0;
    if (reason === 'save') {
      this.#echoes = [...AFTER_PUSH_MS];
      this.#plan(AFTER_SAVE_MS);
      return;
    }
    const wait = this.#notBefore - this.parts.now();
    if (wait > 0) this.#plan(wait);
    else await this.run();
  }

  /** A round now; joins one that is under way and makes sure that another follows it. */
  async run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#cancel?.();
    this.#running = this.parts
      .alone(() => this.#rounds())
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #rounds(): Promise<void> {
    do {
      this.#again = false;
      let outcome: Outcome;
      try {
        outcome = await this.parts.round();
      } catch {
        // The database went away in the middle; what waits is still in it.
        outcome = { ended: 'later' };
      }
      if (this.#stopped) return;
      this.parts.ended(outcome);
      this.#after(outcome);
    } while (this.#again && this.#failures === 0 && !this.#stopped);
  }

  #after(outcome: Outcome): void {
    if (outcome.ended === 'done') {
      this.#failures = 0;
      this.#notBefore = 0;
      this.#plan(this.#echoes.shift() ?? EVERY_MS);
      return;
    }
    this.#failures += 1;
    if (outcome.ended !== 'later') return;
    const asked = outcome.wait ?? 0;
    this.#notBefore = asked > 0 ? this.parts.now() + asked : 0;
    this.#plan(Math.max(asked, backoff(this.#failures, this.parts.random)));
  }

  #plan(ms: number): void {
    this.#cancel?.();
    const wait = Math.max(ms, this.#notBefore - this.parts.now());
    this.#cancel = this.parts.later(() => void this.nudge('timer'), wait);
  }
}
