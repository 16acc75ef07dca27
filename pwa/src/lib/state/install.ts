/** Whether to offer that the app be put on the home screen. */
import { addDays, type Day } from '../core/days.ts';
import { local } from '../local.ts';
import { isInstalled, needsHomeScreen } from '../notices/phone.ts';
import { store, stored } from './stored.ts';

/** What some browsers give a page, so that it can ask at the right moment; boot.js keeps it. */
export interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>;
}

const QUIET_DAYS = 60;
const ENOUGH_NOTES = 2;

export const installPrompt = (): InstallPrompt | undefined =>
  (globalThis as { daybookInstall?: InstallPrompt }).daybookInstall;

/** The way that this browser has; undefined when there is none, or it is not the time. */
export async function isOffered(today: Day): Promise<'button' | 'steps' | undefined> {
  const away = stored('daybook.install')?.on;
  if (isInstalled() || (away && today < addDays(away, QUIET_DAYS))) return undefined;
  const way = installPrompt() ? 'button' : needsHomeScreen() ? 'steps' : undefined;
  if (!way) return undefined;
  const { db, views } = await local();
  return (await views.newest(db, ENOUGH_NOTES)).length < ENOUGH_NOTES ? undefined : way;
}

export function putAway(today: Day): void {
  store('daybook.install', { on: today });
}
