/** Notices: shown always, in the server's neutral words, and acknowledged where that can be done. */
import { self } from '$app/service-worker';
import { browserName } from '../lib/browser-name.ts';
import { fromBase64Url } from '../lib/notices/keys.ts';

const PHONES = '/api/v1/me/phones';
/** What stands on the lock screen when a message cannot be read; it says nothing in any language. */
const NAME = 'Daybook';

interface Notice {
  title?: string;
  body?: string;
  lang?: string;
  dir?: NotificationDirection;
  tag?: string;
  navigate?: string;
  data?: { id?: string };
}

function noticeIn(data: PushMessageData | null): Notice {
  try {
    return (data?.json() as { notification?: Notice }).notification ?? {};
  } catch {
    return {};
  }
}

/** A request that changes something, with the token that it must carry. */
async function send(method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> {
  const me = (await (await fetch('/api/v1/me')).json()) as { csrf_token: string };
  await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': me.csrf_token },
    body: JSON.stringify(body)
  });
}

/** A push came: it must be shown, or the browser takes the right to notices away. */
export async function rung(data: PushMessageData | null): Promise<void> {
  const { title = NAME, body = '', lang = '', dir = 'auto', tag = '', ...rest } = noticeIn(data);
  const id = rest.data?.id;
  const older = await self.registration.getNotifications();
  older.forEach((notification) => notification.close());
  await self.registration.showNotification(title, {
    ...{ body, lang, dir, tag, icon: '/icon-192.png' },
    data: { navigate: rest.navigate }
  });
  if (id) await send('POST', `${PHONES}/receipts`, { id }).catch(() => undefined);
}

/** A notice was tapped: to the app, where it is open already, or anew. */
export async function opened(notification: Notification): Promise<void> {
  notification.close();
  const { navigate = '/' } = (notification.data ?? {}) as { navigate?: string };
  const open = await self.clients.matchAll({ type: 'window' });
  if (open[0]) {
    await open[0].focus();
    return;
  }
  const to = new URL(navigate, self.location.origin);
  await self.clients.openWindow(to.origin === self.location.origin ? to.href : '/');
}

/** The browser has ended the subscription: another one, of which the server is told. */
export async function renewed(): Promise<void> {
  const { public_key } = (await (await fetch(PHONES)).json()) as { public_key?: string };
  if (!public_key) return;
  const made = await self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: fromBase64Url(public_key)
  });
  const { endpoint, keys } = made.toJSON();
  await send('PUT', PHONES, { endpoint, keys, name: browserName(navigator.userAgent) });
}
