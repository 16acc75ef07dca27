/** The server of one journal over HTTP. */
import { version } from '$app/env';
import { request } from '../api/http.ts';
import type { Answer, Remote } from './drain.ts';
import { SCHEMA_V } from './types.ts';

const PAGE = 500;

export function remoteOf(journalId: string): Remote {
  const base = `/api/v1/journals/${journalId}`;
  const headers = { 'X-Client-Version': version, 'X-Client-Schema': String(SCHEMA_V) };
  return {
    push(bytes, epoch): Promise<Answer> {
      const extra = epoch === undefined ? {} : { 'X-Epoch': String(epoch) };
      return request('POST', `${base}/ops`, { bytes, headers: { ...headers, ...extra } });
    },
    pull(cursor): Promise<Answer> {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (cursor !== undefined) query.set('cursor', cursor);
      return request('GET', `${base}/changes?${query}`, { headers });
    }
  };
}
