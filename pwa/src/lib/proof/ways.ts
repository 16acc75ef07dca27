/** How a person can prove who they are, the easiest for them first. */
import type { Means } from '../api/security.ts';

export type Way = 'passkey' | 'app' | 'password' | 'mail';

/** A code by mail always works. Without a list of what the account has, it is all there is. */
export function waysToProve(means: Means | undefined, passkeys: boolean): Way[] {
  const ways: Way[] = [];
  if (passkeys && means?.passkeys.length) ways.push('passkey');
  if (means?.app || means?.codes) ways.push('app');
  if (means?.password) ways.push('password');
  return [...ways, 'mail'];
}
