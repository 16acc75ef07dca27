/** Visit pages that others sent, read from the server each time and kept nowhere. */
import { request, type Reply } from './http.ts';
import type { SentPage, VisitPage } from './shapes.ts';

/** Which pages there are, newest first. Opens none. */
export const sentPages = (journalId: string): Promise<Reply<{ pages: SentPage[] }>> =>
  request('GET', `/api/v1/journals/${journalId}/visit-pages`);

/** One page; who sent it sees that it was opened. */
export const openPage = (journalId: string, id: string): Promise<Reply<VisitPage>> =>
  request('GET', `/api/v1/journals/${journalId}/visit-pages/${id}`);
