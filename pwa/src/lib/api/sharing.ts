/** Sharing, as the API tells it. */
import { session } from '../state/session.svelte.ts';
import { request, type Reply } from './http.ts';
import type {
  Grant,
  GrantTerms,
  Invitation,
  Look,
  Offer,
  SharedJournal,
  ShownCode,
  Visit
} from './shapes.ts';

export type { Grant, GrantTerms, Invitation, Look, Offer, SharedJournal, ShownCode, Visit };

/** A page may ask before the layout around it has looked who is signed in. */
function base(): string {
  if (!session.loaded) session.load();
  return `/api/v1/journals/${session.journal?.id ?? ''}`;
}

export const sharing = (): Promise<Reply<{ grants: Grant[]; invitations: Invitation[] }>> =>
  request('GET', `${base()}/sharing`);

export const invite = (body: Offer): Promise<Reply<{ link: string }>> =>
  request('POST', `${base()}/invitations`, { body });

export const withdraw = (id: string): Promise<Reply> =>
  request('DELETE', `${base()}/invitations/${id}`);

export const changeGrant = (id: string, body: GrantTerms): Promise<Reply<Grant>> =>
  request('PATCH', `${base()}/grants/${id}`, { body });

export const stopSharing = (id: string): Promise<Reply> =>
  request('DELETE', `${base()}/grants/${id}`);

export function looks(before?: string): Promise<Reply<{ looks: Look[]; next: string | null }>> {
  const query = before ? `?${new URLSearchParams({ before })}` : '';
  return request('GET', `${base()}/looks${query}`);
}

export const visits = (): Promise<Reply<{ visits: Visit[] }>> => request('GET', `${base()}/visits`);

/** The code is in the answer and can never be asked for again. */
export const showCode = (sections: readonly string[]): Promise<Reply<ShownCode>> =>
  request('POST', `${base()}/visits`, { body: { sections } });

export const endVisit = (id: string): Promise<Reply> => request('DELETE', `${base()}/visits/${id}`);

export const shared = (): Promise<Reply<{ journals: SharedJournal[] }>> =>
  request('GET', '/api/v1/shared');
