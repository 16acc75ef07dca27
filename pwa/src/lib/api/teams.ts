/** Care teams, as the API tells of them. */
import { request, type Reply } from './http.ts';
import type { Team, TeamDetail, TeamOffer, TeamWords } from './shapes.ts';

export type { Team, TeamDetail, TeamOffer, TeamWords };
export type TeamRole = Team['role'];

const BASE = '/api/v1/teams';

export const teams = (): Promise<Reply<{ teams: Team[] }>> => request('GET', BASE);

export const foundTeam = (body: TeamWords): Promise<Reply<Team>> => request('POST', BASE, { body });

export const team = (id: string): Promise<Reply<TeamDetail>> => request('GET', `${BASE}/${id}`);

export const changeTeam = (id: string, body: TeamWords): Promise<Reply<TeamDetail>> =>
  request('PATCH', `${BASE}/${id}`, { body });

export const inviteMember = (id: string, email: string, role: TeamRole): Promise<Reply> =>
  request('POST', `${BASE}/${id}/invitations`, { body: { email, role } });

export const withdrawMember = (id: string, invitation: string): Promise<Reply> =>
  request('DELETE', `${BASE}/${id}/invitations/${invitation}`);

export const changeRole = (id: string, user: string, role: TeamRole): Promise<Reply<TeamDetail>> =>
  request('PATCH', `${BASE}/${id}/members/${user}`, { body: { role } });

export const removeMember = (id: string, user: string): Promise<Reply> =>
  request('DELETE', `${BASE}/${id}/members/${user}`);

export const previewTeam = (token: string): Promise<Reply<TeamOffer>> =>
  request('POST', `${BASE}/preview`, { body: { token } });

export const joinTeam = (token: string): Promise<Reply<Team>> =>
  request('POST', `${BASE}/join`, { body: { token } });
