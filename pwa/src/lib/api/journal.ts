/** One journal that somebody shares, read from the server each time and kept nowhere. */
import type { Flag } from '../flagging/types.ts';
import type { Entry } from '../sync/types.ts';
import { request, type Reply } from './http.ts';

export interface TimelinePage {
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
