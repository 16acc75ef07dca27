/** The recovery codes that come with the first passkey, or with the app. */
import { recoveryCodes } from '../api/security.ts';
import { proven } from './proven.ts';

/** The codes, once; empty when they were shown before. */
export async function firstCodes(): Promise<string[]> {
  const { ok, body } = await proven(recoveryCodes);
  return ok ? (body.data.unused_codes ?? []) : [];
}
