/** Requests to the own server: JSON, the session cookie, and the token that changes must carry. */
import { retryAfter } from '../sync/backoff.ts';
import { isDue, isLeaving, setLeaving } from './leaving.ts';

export interface Reply<T = unknown> {
  /** 0: no answer came, as when offline. */
  status: number;
  ok: boolean;
  /** The code of a problem, "" when there is none. */
  code: string;
  body: T;
  wait?: number;
}

export interface Options {
  body?: unknown;
  /** A body that is ready; sent byte for byte. */
  bytes?: string | ArrayBuffer;
  headers?: Record<string, string>;
  /** Milliseconds to wait for an answer, where more than usual is on its way. */
  patience?: number;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const TIMEOUT_MS = 20_000;
let csrf = '';

/** The token from an answer of `/api/v1/me`. */
export function setCsrf(token: string): void {
  csrf = token;
}

async function once<T>(method: Method, path: string, options: Options): Promise<Reply<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  const text = options.bytes ?? (options.body === undefined ? null : JSON.stringify(options.body));
  if (text !== null) headers['Content-Type'] = 'application/json';
  Object.assign(headers, options.headers);
  if (method !== 'GET') headers['X-CSRFToken'] = csrf;
  try {
    const answer = await fetch(path, {
      method,
      headers,
      body: text,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(options.patience ?? TIMEOUT_MS)
    });
    const body = (await answer.json().catch(() => null)) as T;
    const code = (body as { code?: unknown } | null)?.code;
    const wait = retryAfter(answer.headers.get('Retry-After'), Date.now());
    return {
      status: answer.status,
      ok: answer.ok,
      code: typeof code === 'string' ? code.replaceAll('_', '-') : '',
      body,
      ...(wait === undefined ? {} : { wait })
    };
  } catch {
    return { status: 0, ok: false, code: '', body: null as T };
  }
}

/** Asks for the token; a session that has just changed has a new one. */
export async function refreshCsrf(): Promise<void> {
  const { body } = await once<{ csrf_token?: string } | null>('GET', '/api/v1/me', {});
  if (body?.csrf_token) csrf = body.csrf_token;
}

let first: Promise<void> | undefined;

/** Carries out what must come before all else; whether no sign-out is left. */
export async function hasLeft(): Promise<boolean> {
  if (isDue())
    await (first ??= import('./first.ts')
      .then((all) => all.first(once, setCsrf))
      .catch(() => undefined)
      .finally(() => (first = undefined)));
  return !isLeaving();
}

/** Ends the session: now, or before anything else is asked of the server. */
export async function endSession(): Promise<void> {
  setLeaving(true);
  await hasLeft();
}

/** One request. Never throws: no answer is an answer with status 0. */
export async function request<T = unknown>(
  method: Method,
  path: string,
  options: Options = {}
): Promise<Reply<T>> {
  if (!(await hasLeft())) return { status: 0, ok: false, code: '', body: null as T };
  if (method === 'GET') return once<T>(method, path, options);
  if (csrf === '') await refreshCsrf();
  const reply = await once<T>(method, path, options);
  // Another tab may have signed in or out, which changes the token.
  if (reply.status !== 403 || reply.code !== 'forbidden') return reply;
  await refreshCsrf();
  return once<T>(method, path, options);
}
