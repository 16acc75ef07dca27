/** Proving again who one is, in a session that is open already. */
import { request, type Reply } from './http.ts';
import { usePasskey, type RequestJson } from './passkey.ts';

const AUTH = '/_allauth/browser/v1/auth';
const MAIL = '/api/v1/me/proof';

export type Outcome = 'proven' | 'wrong' | 'over' | 'too-many' | 'offline' | 'other';

interface Answer {
  data?: { request_options?: RequestJson };
  errors?: { code: string }[];
  meta?: { is_authenticated?: boolean };
}

/** Whether the server wants a fresh proof first; django-allauth says so in its own way. */
export function needsProof({ status, code, body }: Reply): boolean {
  if (status !== 401) return false;
  return code === 'proof-needed' || (body as Answer | null)?.meta?.is_authenticated === true;
}

export function outcomeOf({ status, ok, body }: Reply): Outcome {
  const codes = ((body as Answer | null)?.errors ?? []).map(({ code }) => code);
  if (ok) return 'proven';
  if (status === 0) return 'offline';
  if (status === 429 || codes.includes('too_many_login_attempts')) return 'too-many';
  if (status === 410) return 'over';
  return status === 400 || status === 422 ? 'wrong' : 'other';
}

async function given(path: string, body: unknown): Promise<Outcome> {
  return outcomeOf(await request('POST', AUTH + path, { body }));
}

/** From an app, or one of the recovery codes. */
export const byCode = (code: string): Promise<Outcome> => given('/2fa/reauthenticate', { code });

export const byPassword = (password: string): Promise<Outcome> =>
  given('/reauthenticate', { password });

/** "wrong" also when the person did not go through with it. */
export async function byPasskey(): Promise<Outcome> {
  const path = '/webauthn/reauthenticate';
  const asked = await request<Answer | null>('GET', AUTH + path);
  const options = asked.body?.data?.request_options;
  if (!asked.ok || !options) return asked.ok ? 'other' : outcomeOf(asked);
  const credential = await usePasskey(options);
  return credential ? given(path, { credential }) : 'wrong';
}

/** Has six digits sent to the account's address. */
export async function sendMail(): Promise<Outcome> {
  return outcomeOf(await request('POST', MAIL));
}

export async function byMail(code: string): Promise<Outcome> {
  return outcomeOf(await request('PUT', MAIL, { body: { code } }));
}
