/** Deleting the account, or only the notes. */
import { request, type Reply } from './http.ts';

/** Asks to delete the account: in two weeks, or now. */
export const deleteAccount = (now: boolean): Promise<Reply<{ erase_at?: string } | null>> =>
  request('POST', '/api/v1/me/deletion', { body: { now } });

export const eraseNotes = (journal: string): Promise<Reply> =>
  request('POST', `/api/v1/journals/${journal}/erase`);
