/** The crisis screen: what opens it, and what may not be sent away by anything but its own button. */
import { store, stored } from './stored.ts';

const SELF_HARM = 'self_harm_thoughts';

/** Whether a flag is about thoughts of hurting oneself. */
export function isCrisis({ concept }: { concept: string }): boolean {
  return concept === SELF_HARM;
}

/** From now on the crisis screen comes back until it is closed. */
export function openCrisis(now: Date): void {
  store('daybook.crisis', { at: now.toISOString() });
}

/** The page that must be read before any other, if one is waiting. */
export function waitingPage(): '/now/' | '/crisis/' | undefined {
  if (stored('daybook.now')) return '/now/';
  return stored('daybook.crisis') ? '/crisis/' : undefined;
}
