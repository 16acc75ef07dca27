/** What the app tells the server each time it is opened, once nothing else is to do. */
import { phones } from '../api/phones.ts';
import { request } from '../api/http.ts';
import { session } from '../state/session.svelte.ts';
import { isSubscribed, stillThere } from './phone.ts';

/** Weekly mails for others go by the zone of the person, who may have moved. */
async function tellZone(): Promise<void> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { me } = session;
  if (!me || !time_zone || me.user.time_zone === time_zone) return;
  const { ok } = await request('PATCH', '/api/v1/me', { body: { time_zone } });
  if (ok) session.keep({ ...me, user: { ...me.user, time_zone } });
}

async function tellPhone(): Promise<void> {
  if (!(await isSubscribed())) return;
  const reply = await phones();
  if (reply.ok) await stillThere(reply.body.public_key);
}

export async function started(): Promise<void> {
  await tellZone();
  await tellPhone().catch(() => undefined);
}
