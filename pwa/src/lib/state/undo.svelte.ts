/** The last thing that can be taken back. One at a time: the next action replaces it. */
interface Offer {
  text: string;
  undo: () => Promise<void>;
}

const AT_LEAST_MS = 15_000;

class Undo {
  #offer = $state.raw<Offer | null>(null);
  #since = 0;

  get offer(): Offer | null {
    return this.#offer;
  }

  show(text: string, undo: () => Promise<void>): void {
    this.#offer = { text, undo };
    this.#since = Date.now();
  }

  /** Nothing may stand over what is shown now. */
  drop(): void {
    this.#offer = null;
  }

  async take(): Promise<void> {
    const offer = this.#offer;
    this.#offer = null;
    await offer?.undo();
  }

  /** A new page: the offer goes, but not before the survivor had time to read it. */
  fade(): void {
    if (Date.now() - this.#since > AT_LEAST_MS) this.#offer = null;
  }
}

export const undo = new Undo();
