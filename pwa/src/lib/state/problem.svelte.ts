/** An entry that could not be written to this device. Nothing is worse, so it stands above all. */
interface Problem {
  full: boolean;
  /** What was typed, to be copied somewhere safe. */
  words: string;
  again: () => Promise<unknown>;
}

class Problems {
  #now = $state.raw<Problem | null>(null);

  get now(): Problem | null {
    return this.#now;
  }

  show(full: boolean, words: string, again: () => Promise<unknown>): void {
    this.#now = { full, words, again };
  }

  clear(): void {
    this.#now = null;
  }
}

export const problem = new Problems();
