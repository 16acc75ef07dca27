/** One visit, from the browser in the room: a cookie that only the server reads is all it has. */
import type { Flag } from '../flagging/types.ts';
import { request, type Reply } from './http.ts';
import type { TimelinePage } from './journal.ts';
import type { Room } from './shapes.ts';

const HERE = '/api/v1/visit';

/** `secret`: the six digits, or what the picture carries. Works once. */
export const openRoom = (secret: string): Promise<Reply<Room>> =>
  request('POST', '/api/v1/visits/open', { body: { secret } });

export const room = (): Promise<Reply<Room>> => request('GET', HERE);

export const leaveRoom = (): Promise<Reply> => request('DELETE', HERE);

export function roomTimeline(before?: string | null): Promise<Reply<TimelinePage>> {
  const query = new URLSearchParams({ limit: '50', ...(before ? { before } : {}) });
  return request('GET', `${HERE}/timeline?${query}`);
}

export const roomPicture = (entry: string): string => `${HERE}/entries/${entry}/picture`;

export const roomFlags = (): Promise<Reply<{ flags: Flag[] }>> => request('GET', `${HERE}/flags`);
