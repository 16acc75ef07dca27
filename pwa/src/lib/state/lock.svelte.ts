/**
 * Whether the app is locked on this phone. It locks some minutes after the last touch, and looks
 * at every start; lib/lock/pin.ts opens it. Help and the emergency card are never behind it.
 */
import { store, stored } from './stored.ts';

const AFTER_MS = 5 * 60_000;
const NOTED_MS = 5_000;
const LOOKED_MS = 20_000;

class Lock {
  closed = $state(false);

  /** Whether somebody has set it up on this phone. */
  get isOn(): boolean {
    return stored('daybook.lock') !== undefined;
  }

  watch(): void {
    this.#look();
    // A page that the phone has frozen looks again when it is shown.
    document.addEventListener('visibilitychange', () => this.#look());
    addEventListener('focus', () => this.#look());
    for (const touch of ['pointerdown', 'keydown']) {
      addEventListener(touch, () => this.#touched(), { passive: true });
    }
    setInterval(() => this.#look(), LOOKED_MS);
  }

  close(): void {
    if (!this.isOn) return;
    store('daybook.seen', undefined);
    this.closed = true;
  }

  open(): void {
    store('daybook.seen', Date.now());
    this.closed = false;
  }

  /** A clock that was put back counts as a long time too. */
  #since(): number {
    return Math.abs(Date.now() - (stored('daybook.seen') ?? -Infinity));
  }

  #look(): void {
    if (!this.isOn) this.closed = false;
    else if (this.#since() >= AFTER_MS) this.close();
  }

  #touched(): void {
    this.#look();
    if (this.isOn && !this.closed && this.#since() > NOTED_MS) store('daybook.seen', Date.now());
  }
}

export const lock = new Lock();
