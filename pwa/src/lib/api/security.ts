/** What opens an account: passkeys, an app for codes, recovery codes, a password. */
import { refreshCsrf, request, type Reply } from './http.ts';
import type { CreationJson } from './passkey.ts';

const BASE = '/_allauth/browser/v1';
const FACTORS = `${BASE}/account/authenticators`;

interface Listed {
  type: 'webauthn' | 'totp' | 'recovery_codes';
  id?: number;
  name?: string;
  created_at: number;
  last_used_at: number | null;
  unused_code_count?: number;
}

export interface Passkey {
  id: number;
  name: string;
  /** In seconds, as the server counts them. */
  made: number;
  used: number | null;
}

/** What an account has. */
export interface Means {
  passkeys: Passkey[];
  app: { made: number; used: number | null } | null;
  /** How many recovery codes are left; null: none were ever made. */
  codes: number | null;
  password: boolean;
}

export function meansFrom(listed: readonly Listed[], password: boolean): Means {
  const app = listed.find(({ type }) => type === 'totp');
  const codes = listed.find(({ type }) => type === 'recovery_codes');
  return {
    passkeys: listed
      .filter(({ type }) => type === 'webauthn')
      .map(({ id = 0, name = '', created_at: made, last_used_at: used }) => ({
        ...{ id, name, made, used }
      })),
    app: app ? { made: app.created_at, used: app.last_used_at } : null,
    codes: codes?.unused_code_count ?? null,
    password
  };
}

/** Recovery codes are for those who have something to lose. */
export const hasFactor = ({ passkeys, app }: Means): boolean => passkeys.length > 0 || app !== null;

/** Undefined without an answer. */
export async function means(): Promise<Means | undefined> {
  const [listed, session] = await Promise.all([
    request<{ data: Listed[] }>('GET', FACTORS),
    request<{ data: { user: { has_usable_password?: boolean } } }>('GET', `${BASE}/auth/session`)
  ]);
  if (!listed.ok || !session.ok) return undefined;
  return meansFrom(listed.body.data, session.body.data.user.has_usable_password === true);
}

export type Creation = { data: { creation_options: CreationJson } };

/** How a new passkey is to be made. The cheapest request that says whether a proof is due. */
export const passkeyOptions = (): Promise<Reply<Creation>> =>
  request('GET', `${FACTORS}/webauthn?passwordless`);

export const keepPasskey = (name: string, credential: unknown): Promise<Reply> =>
  request('POST', `${FACTORS}/webauthn`, { body: { name, credential } });

export const renamePasskey = (id: number, name: string): Promise<Reply> =>
  request('PUT', `${FACTORS}/webauthn`, { body: { id, name } });

export const removePasskey = (id: number): Promise<Reply> =>
  request('DELETE', `${FACTORS}/webauthn`, { body: { authenticators: [id] } });

/** What the app on the phone has to know. */
export interface AppSecret {
  secret: string;
  totp_url: string;
}

export async function appSecret(): Promise<AppSecret | undefined> {
  const { status, body } = await request<{ meta?: AppSecret }>('GET', `${FACTORS}/totp`);
  // "Not found" is how allauth says that none is set up yet, with the secret of a new one.
  return status === 404 ? body.meta : undefined;
}

export const keepApp = (code: string): Promise<Reply> =>
  request('POST', `${FACTORS}/totp`, { body: { code } });

export const removeApp = (): Promise<Reply> => request('DELETE', `${FACTORS}/totp`);

export type Codes = { data: { unused_codes?: string[] } };

/** With the codes themselves only the first time. */
export const recoveryCodes = (): Promise<Reply<Codes>> =>
  request('GET', `${FACTORS}/recovery-codes`);

export const newCodes = (): Promise<Reply<Codes>> =>
  request('POST', `${FACTORS}/recovery-codes`, { body: {} });

/** Sets a password, or changes it; other sessions end. */
export async function setPassword(
  next: string,
  now: string
): Promise<'set' | 'wrong' | 'weak' | 'too-many' | 'offline' | 'other'> {
  const body = { new_password: next, ...(now ? { current_password: now } : {}) };
  const reply = await request<{ errors?: { param?: string }[] } | null>(
    'POST',
    `${BASE}/account/password/change`,
    { body }
  );
  if (reply.ok) {
    await refreshCsrf();
    return 'set';
  }
  if (reply.status === 0) return 'offline';
  if (reply.status === 429) return 'too-many';
  if (reply.status !== 400) return 'other';
  const about = (reply.body?.errors ?? []).map(({ param }) => param);
  return about.includes('current_password') ? 'wrong' : 'weak';
}
