/** The journal's settings, which live on the server. */
import { request } from '../api/http.ts';
import { session } from './session.svelte.ts';
import type { JournalInfo } from './stored.ts';

export type Settings = Partial<
  Pick<
    JournalInfo,
    'time_zone' | 'locale' | 'country' | 'units' | 'care_phase' | 'quiet_mode' | 'pins' | 'profile'
  >
>;

/** Opens the person's own journal; "offline" when the server did not answer. */
export async function openJournal(settings: Settings): Promise<'done' | 'offline' | 'failed'> {
  const reply = await request<JournalInfo>('POST', '/api/v1/journals', { body: settings });
  if (!reply.ok) return reply.status === 0 ? 'offline' : 'failed';
  session.keepJournal(reply.body);
  return 'done';
}

export async function changeJournal(settings: Settings): Promise<boolean> {
  const { journal } = session;
  if (!journal) return false;
  const reply = await request<JournalInfo>('PATCH', `/api/v1/journals/${journal.id}`, {
    body: settings
  });
  if (reply.ok) session.keepJournal(reply.body);
  return reply.ok;
}
