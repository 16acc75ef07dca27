/** Notices on this very phone: whether it can show them, and turning them on and off. */
import { addPhone, removePhone, type Phone } from '../api/phones.ts';
import { browserName } from '../browser-name.ts';
import { store, stored } from '../state/stored.ts';
import { fromBase64Url, isKeyOf } from './keys.ts';

/** "home": an iPhone that shows notices only for apps on its Home Screen. */
export type Standing = 'on' | 'off' | 'denied' | 'home' | 'cannot';

const isApple = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  // An iPad calls itself a Mac; no Mac has a screen to touch with several fingers.
  (navigator.userAgent.includes('Mac OS X') && navigator.maxTouchPoints > 1);

/** Whether the app was opened from the Home Screen. */
export const isInstalled = (): boolean =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** Whether the app has to be put on the Home Screen by hand. */
export const needsHomeScreen = (): boolean => isApple() && !isInstalled();

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

export async function standing(): Promise<Standing> {
  if (!('PushManager' in window && 'Notification' in window && 'serviceWorker' in navigator))
    return needsHomeScreen() ? 'home' : 'cannot';
  if (Notification.permission === 'denied') return 'denied';
  return (await subscription()) ? 'on' : 'off';
}

async function subscribe(key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: fromBase64Url(key)
  });
}

/** Tells the server of this phone; undefined when it does not take it. */
async function tell(found: PushSubscription): Promise<Phone | undefined> {
  const before = stored('daybook.phone')?.id;
  const reply = await addPhone(found, browserName(navigator.userAgent));
  if (!reply.ok) return undefined;
  // A new subscription is a new phone to the server; the old one can ring no more.
  if (before && before !== reply.body.id) await removePhone(before);
  store('daybook.phone', { id: reply.body.id });
  return reply.body;
}

/** Asks the person, by the phone's own question, and adds the phone. Only after a real tap. */
export async function turnOn(key: string): Promise<'on' | 'denied' | 'off' | 'failed'> {
  const answer = await Notification.requestPermission();
  if (answer !== 'granted') return answer === 'denied' ? 'denied' : 'off';
  try {
    return (await tell(await subscribe(key))) ? 'on' : 'failed';
  } catch {
    return 'failed';
  }
}

/** Says that this phone is still there, with a new subscription when the server's key is new. */
export async function stillThere(key: string): Promise<Phone | undefined> {
  const found = await subscription();
  if (!found || key === '') return undefined;
  if (isKeyOf(found.options?.applicationServerKey, key)) return tell(found);
  await found.unsubscribe();
  return tell(await subscribe(key));
}

/** Whether this phone is subscribed, as the browser has it. */
export const isSubscribed = async (): Promise<boolean> => (await subscription()) !== null;

/** This phone rings no more; without a connection the server learns of it when it next tries. */
export async function turnOff(): Promise<void> {
  const known = stored('daybook.phone');
  store('daybook.phone', undefined);
  const found = await subscription();
  if (known) await removePhone(known.id);
  await found?.unsubscribe();
}
