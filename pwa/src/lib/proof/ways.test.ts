import { expect, it } from 'vitest';
import { meansFrom } from '../api/security.ts';
import { waysToProve } from './ways.ts';

const used = { created_at: 1, last_used_at: null };
const passkey = { ...used, type: 'webauthn' as const, id: 7, name: 'Chrome, Android' };
const app = { ...used, type: 'totp' as const };
const codes = (left: number) => ({
  ...used,
  type: 'recovery_codes' as const,
  unused_code_count: left
});

it('reads what an account has', () => {
  expect(meansFrom([codes(9), app, passkey], true)).toEqual({
    passkeys: [{ id: 7, name: 'Chrome, Android', made: 1, used: null }],
    app: { made: 1, used: null },
    codes: 9,
    password: true
  });
  expect(meansFrom([], false)).toEqual({ passkeys: [], app: null, codes: null, password: false });
});

it.each([
  ['all', meansFrom([passkey, app, codes(9)], true), true, 'passkey app password mail'],
  ['a browser without passkeys', meansFrom([passkey], true), false, 'password mail'],
  ['recovery codes', meansFrom([passkey, codes(1)], false), true, 'passkey app mail'],
  ['none of them left', meansFrom([passkey, codes(0)], false), true, 'passkey mail'],
  ['codes by mail only', meansFrom([], false), true, 'mail'],
  ['no answer', undefined, true, 'mail']
])('offers what fits: %s', (_, means, passkeys, ways) => {
  expect(waysToProve(means, passkeys).join(' ')).toBe(ways);
});
