/** Visit pages: one's own that were sent, and those of others, which are kept nowhere. */
import { request, type Reply } from './http.ts';
import type { PageToSend, SentPage, VisitPage } from './shapes.ts';

/** Which pages there are, newest first. Opens none. */
export const sentPages = (journalId: string): Promise<Reply<{ pages: SentPage[] }>> =>
  request('GET', `/api/v1/journals/${journalId}/visit-pages`);

/** One page; who sent it sees that it was opened. */
export const openPage = (journalId: string, id: string): Promise<Reply<VisitPage>> =>
  request('GET', `/api/v1/journals/${journalId}/visit-pages/${id}`);

/** Sends one's own; the same id again changes nothing. */
export const sendPage = (journalId: string, body: PageToSend): Promise<Reply<SentPage>> =>
  request('POST', `/api/v1/journals/${journalId}/visit-pages`, { body });

/** From now on nobody else reads it. */
export const takeBackPage = (journalId: string, id: string): Promise<Reply<SentPage>> =>
  request('DELETE', `/api/v1/journals/${journalId}/visit-pages/${id}`);
