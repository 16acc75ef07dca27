/** Which day it is; a phone that slept through midnight learns of it when it wakes up. */
import { dayOf, type Day } from '../core/days.ts';

class Calendar {
  #today = $state(dayOf(new Date()));

  constructor() {
    if (typeof document === 'undefined') return;
    const look = (): void => void (this.#today = dayOf(new Date()));
    setInterval(look, 60_000);
    document.addEventListener('visibilitychange', look);
  }

  get today(): Day {
    return this.#today;
  }
}

export const calendar = new Calendar();
