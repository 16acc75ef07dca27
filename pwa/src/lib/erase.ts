/** What this device does when its person had it cleared from another one, or deleted it all. */
import { goto } from '$app/navigation';
import { path } from './i18n/index.ts';
import { leave, local } from './local.ts';
import { forgetWishes } from './state/stored.ts';

let running: Promise<void> | undefined;

/**
 * Takes everything off it, with what was not sent; a page that is closed meanwhile begins anew. Then
 * the first page says why.
 */
export function erase(why: '#cleared' | '#gone'): Promise<void> {
  return (running ??= all(why).finally(() => (running = undefined)));
}

async function all(why: string): Promise<void> {
  // Only what is open is deleted by leaving.
  await local().catch(() => undefined);
  forgetWishes();
  sessionStorage.clear();
  await leave();
  await goto(`${path('/')}${why}`, { replaceState: true });
}
