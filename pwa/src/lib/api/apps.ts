/** The apps of others that somebody let in. */
import { request, type Reply } from './http.ts';
import type { LetIn } from './shapes.ts';

export type { LetIn };

export const apps = (): Promise<Reply<{ apps: LetIn[] }>> => request('GET', '/api/v1/me/apps');

export const endApp = (client: string): Promise<Reply> =>
  request('DELETE', `/api/v1/me/apps/${encodeURIComponent(client)}`);
