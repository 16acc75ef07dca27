/** Signing in, out and up: django-allauth's headless API for browsers. */
import { makePasskey, usePasskey, type CreationJson, type RequestJson } from './passkey.ts';
import { endSession, refreshCsrf, request, type Reply } from './http.ts';

const BASE = '/_allauth/browser/v1';

interface Flow {
  id: string;
  is_pending?: boolean;
  types?: string[];
}

interface Body {
  data?: { flows?: Flow[]; request_options?: RequestJson; creation_options?: CreationJson };
  errors?: { code: string; param?: string; message: string }[];
}

/** What comes next. */
export type Step =
  | { at: 'in' }
  /** A code was sent by e-mail: to sign in, or to prove a new address. */
  | { at: 'code'; what: 'login_by_code' | 'verify_email' }
  | { at: 'second'; types: string[] }
  | { at: 'passkey' }
  | {
      at: 'failed';
      why: 'wrong' | 'weak' | 'expired' | 'too-many' | 'closed' | 'offline' | 'other';
    };

const CODES = ['login_by_code', 'verify_email'] as const;

function failed(reply: Reply<Body | null>): Step {
  const codes = (reply.body?.errors ?? []).map((error) => error.code);
  if (reply.status === 0) return { at: 'failed', why: 'offline' };
  if (reply.status === 429 || codes.includes('too_many_login_attempts')) {
    return { at: 'failed', why: 'too-many' };
  }
  if (reply.status === 403) return { at: 'failed', why: 'closed' };
  if (reply.status === 409) return { at: 'failed', why: 'expired' };
  if (codes.some((code) => code.startsWith('password_'))) return { at: 'failed', why: 'weak' };
  return { at: 'failed', why: reply.status === 400 ? 'wrong' : 'other' };
}

async function stepOf(reply: Reply<Body | null>): Promise<Step> {
  if (reply.status === 200) {
    // Signing in gives the session another token.
    await refreshCsrf();
    return { at: 'in' };
  }
  if (reply.status !== 401) return failed(reply);
  const pending = (reply.body?.data?.flows ?? []).find((flow) => flow.is_pending);
  const what = CODES.find((code) => code === pending?.id);
  if (what) return { at: 'code', what };
  if (pending?.id === 'mfa_authenticate') return { at: 'second', types: pending.types ?? [] };
  if (pending?.id === 'mfa_signup_webauthn') return { at: 'passkey' };
  return { at: 'failed', why: 'wrong' };
}

async function post(path: string, body: unknown): Promise<Step> {
  return stepOf(await request<Body | null>('POST', BASE + path, { body }));
}

export const sendCode = (email: string): Promise<Step> => post('/auth/code/request', { email });

export const withPassword = (email: string, password: string): Promise<Step> =>
  post('/auth/login', { email, password });

/** A new account, with a password or with codes only. */
export const signUp = (email: string, password = ''): Promise<Step> =>
  post('/auth/signup', password ? { email, password } : { email });

/** A new account that is opened with this device. */
export const signUpWithPasskey = (email: string): Promise<Step> =>
  post('/auth/webauthn/signup', { email });

export function confirmCode(what: 'login_by_code' | 'verify_email', code: string): Promise<Step> {
  return what === 'login_by_code'
    ? post('/auth/code/confirm', { code })
    : post('/auth/email/verify', { key: code });
}

/** Sends the code once more. Returns whether it was sent. */
export async function resendCode(what: 'login_by_code' | 'verify_email'): Promise<boolean> {
  const path = what === 'login_by_code' ? '/auth/code/resend' : '/auth/email/verify/resend';
  return (await request('POST', BASE + path, {})).ok;
}

export const secondStep = (code: string): Promise<Step> => post('/auth/2fa/authenticate', { code });

/** Signs in with a passkey, as the only step or as the second. */
export async function passkeyStep(path: 'login' | 'authenticate'): Promise<Step> {
  const address = `${BASE}/auth/webauthn/${path}`;
  const { ok, body } = await request<Body | null>('GET', address);
  const options = body?.data?.request_options;
  if (!ok || !options) return { at: 'failed', why: 'other' };
  const credential = await usePasskey(options);
  if (!credential) return { at: 'failed', why: 'wrong' };
  return stepOf(await request<Body | null>('POST', address, { body: { credential } }));
}

/** Makes the passkey of an account that is being opened. */
export async function finishPasskey(name: string): Promise<Step> {
  const address = `${BASE}/auth/webauthn/signup`;
  const { ok, body } = await request<Body | null>('GET', address);
  const options = body?.data?.creation_options;
  if (!ok || !options) return { at: 'failed', why: 'other' };
  const credential = await makePasskey(options);
  if (!credential) return { at: 'failed', why: 'wrong' };
  return stepOf(await request<Body | null>('PUT', address, { body: { name, credential } }));
}

export const signOut = endSession;

/** One sign-in of this account. */
export interface SignIn {
  id: number;
  user_agent: string;
  created_at: number;
  is_current: boolean;
}

/** Where the account is signed in; undefined without an answer. */
export async function signIns(): Promise<SignIn[] | undefined> {
  const { ok, body } = await request<{ data: SignIn[] }>('GET', `${BASE}/auth/sessions`);
  return ok ? body.data : undefined;
}

/** Ends one on another device, which then erases what it keeps, also what it has not sent. */
export function eraseDevice(id: number): Promise<Reply> {
  return request('POST', `/api/v1/me/devices/${id}/erase`);
}

export async function endSignIns(sessions: number[]): Promise<boolean> {
  const { ok } = await request('DELETE', `${BASE}/auth/sessions`, { body: { sessions } });
  return ok;
}
