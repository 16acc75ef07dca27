/** One journal that somebody shares, read from the server each time and kept nowhere. */
import type { Flag } from '../flagging/types.ts';
import type { Entry, Op } from '../sync/types.ts';
import { request, type Reply } from './http.ts';
import type { Pushed } from './shapes.ts';

export interface TimelinePage {
  owner_id: string;
  owner_name: string;
  shared_sections: string[];
  entries: Entry[];
  next: string | null;
}

export function timeline(journalId: string, before?: string | null): Promise<Reply<TimelinePage>> {
  const query = new URLSearchParams({ limit: '50', ...(before ? { before } : {}) });
  return request('GET', `/api/v1/journals/${journalId}/timeline?${query}`);
}

export function flagsOf(journalId: string): Promise<Reply<{ flags: Flag[] }>> {
  return request('GET', `/api/v1/journals/${journalId}/flags`);
}

export function entryOf(journalId: string, entryId: string): Promise<Reply<Entry>> {
  return request('GET', `/api/v1/journals/${journalId}/entries/${entryId}`);
}

/** Where the picture of a photo entry is. */
export const pictureAt = (journalId: string, entryId: string): string =>
  `/api/v1/journals/${journalId}/entries/${entryId}/picture`;

/** One operation in somebody else's journal; sent again, it changes nothing. */
export function note(journalId: string, op: Op): Promise<Reply<Pushed>> {
  return request('POST', `/api/v1/journals/${journalId}/ops`, { body: { ops: [op] } });
}

/** Whether one may still look; `version` is another one as soon as anything else is open. */
export function myAccess(journalId: string): Promise<Reply<{ version: string }>> {
  return request('GET', `/api/v1/journals/${journalId}/my-access`);
}

/** Gives up one's own access. */
export function leaveJournal(journalId: string): Promise<Reply> {
  return request('DELETE', `/api/v1/journals/${journalId}/my-access`);
}
