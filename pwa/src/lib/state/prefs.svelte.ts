/** How the page looks, chosen in the app; without a choice the phone decides. */
import { store, stored, type Prefs, type Prompt } from './stored.ts';

class Preferences {
  #prefs = $state.raw<Prefs>({});

  get all(): Prefs {
    return this.#prefs;
  }

  asks(what: Prompt): boolean {
    return !this.#prefs.hide?.includes(what);
  }

  load(): void {
    this.#prefs = stored('daybook.prefs') ?? {};
  }

  change(change: { [K in keyof Prefs]: Prefs[K] | undefined }): void {
    const next = Object.fromEntries(
      Object.entries({ ...this.#prefs, ...change }).filter(([, value]) => value !== undefined)
    ) as Prefs;
    this.#prefs = next;
    store('daybook.prefs', next);
    const root = document.documentElement;
    for (const name of ['theme', 'text', 'motion', 'letters'] as const) {
      const value = next[name];
      if (value === undefined) root.removeAttribute(`data-${name}`);
      else root.setAttribute(`data-${name}`, value);
    }
  }
}

export const prefs = new Preferences();
