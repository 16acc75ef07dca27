/** How far the journal on this device is with the server; the header shows it. */
import type { Outcome } from '../sync/drain.ts';

class SyncStatus {
  /** Operations that the server has not answered; null until they have been counted. */
  waiting = $state<number | null>(null);
  /** When the oldest of them was written down, as an instant in milliseconds. */
  oldest = $state<number | null>(null);
  /** Entries that wait for the survivor: refused, with two versions, or dated in the future. */
  needs = $state(0);
  online = $state(true);
  ended = $state<Outcome['ended'] | null>(null);

  get chip(): 'unknown' | 'needs' | 'saved' | 'phone' | 'waiting' {
    if (this.needs > 0) return 'needs';
    if (this.waiting === null) return 'unknown';
    if (this.waiting === 0) return 'saved';
    return this.online ? 'waiting' : 'phone';
  }
}

export const sync = new SyncStatus();
