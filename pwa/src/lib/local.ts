/**
 * The door to the journal on this device. Its code is fetched when the browser is idle or at the
 * first touch, whichever is earlier; a tap before that waits for it.
 */
import { goto } from '$app/navigation';
import { path } from './i18n/index.ts';
import type { Local } from './local/index.ts';
import { waitingPage } from './state/crisis.ts';
import { session } from './state/session.svelte.ts';
import type { Me } from './state/stored.ts';

export type { Local };

let opened: { user: string; local: Promise<Local> } | undefined;

function me(): Me {
  // Somebody without a journal of their own, such as a nurse, has nothing on this device.
  if (!session.me?.journal) throw new Error('there is no journal on this device');
  return session.me;
}

/** The journal of the person who is signed in. */
export async function local(): Promise<Local> {
  const { id } = me().user;
  if (opened?.user !== id) {
    const before = opened?.local;
    void before?.then((open) => open.close());
    const next = import('./local/index.ts').then(({ Local: made }) =>
      made.open(me, {
        emergency: () => void goto(path(waitingPage() ?? '/now/')),
        wipe: () => import('./erase.ts').then(({ erase }) => erase('#gone'))
      })
    );
    next.catch(() => (opened = undefined));
    opened = { user: id, local: next };
  }
  return opened.local;
}

/** Opens the journal once the page has nothing better to do. */
export function openWhenIdle(): void {
  const go = (): void => {
    removeEventListener('pointerdown', go);
    if (session.journal) void local().catch(() => undefined);
  };
  addEventListener('pointerdown', go, { once: true });
  if ('requestIdleCallback' in globalThis) requestIdleCallback(go, { timeout: 2000 });
  else setTimeout(go, 300);
}

/** Takes everything about the person off this device. */
export async function leave(): Promise<void> {
  const open = await opened?.local.catch(() => undefined);
  await open?.wipe();
  await import('./notices/phone.ts').then(({ turnOff }) => turnOff()).catch(() => undefined);
  opened = undefined;
  session.forget();
}
