/** Reminders and weekly mails, as the server has them. */
import { session } from '../state/session.svelte.ts';
import { request, type Reply } from './http.ts';
import type {
  Reminder,
  Reminders,
  ReminderSaved,
  ReminderSettings,
  Summary,
  WeeklyMail
} from './shapes.ts';

export type { Reminder, Reminders, ReminderSettings, Summary, WeeklyMail };
export type ReminderWish = Omit<Reminder, 'id' | 'next_at'>;

const own = (rest: string): string => `/api/v1/journals/${session.journal?.id ?? ''}/${rest}`;

export const reminders = (): Promise<Reply<Reminders>> => request('GET', own('reminders'));

export const putReminder = (id: string, body: ReminderWish): Promise<Reply<ReminderSaved>> =>
  request('PUT', own(`reminders/${id}`), { body });

export const removeReminder = (id: string): Promise<Reply> =>
  request('DELETE', own(`reminders/${id}`));

export const setHow = (body: ReminderSettings): Promise<Reply<ReminderSettings>> =>
  request('PUT', own('reminder-settings'), { body });

export const summary = (): Promise<Reply<Summary>> => request('GET', own('summary'));

export const setSummary = (
  body: Pick<Summary, 'enabled' | 'detail'> & { understood?: boolean }
): Promise<Reply<Summary>> => request('PUT', own('summary'), { body });

export const digest = (): Promise<Reply<WeeklyMail>> => request('GET', '/api/v1/me/digest');

export const setDigest = (enabled: boolean): Promise<Reply<WeeklyMail>> =>
  request('PUT', '/api/v1/me/digest', { body: { enabled } });
