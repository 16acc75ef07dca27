/** A new passkey for an account that is open. */
import { needsProof } from '../api/proof.ts';
import { makePasskey } from '../api/passkey.ts';
import { keepPasskey, passkeyOptions } from '../api/security.ts';
import { browserName } from '../browser-name.ts';
import { proven } from './proven.ts';

/** "not-now": the person did not go through with it, here or in the browser's own question. */
export async function addPasskey(): Promise<'added' | 'not-now' | 'offline' | 'other'> {
  const asked = await proven(passkeyOptions);
  if (!asked.ok) return asked.status === 0 ? 'offline' : needsProof(asked) ? 'not-now' : 'other';
  const credential = await makePasskey(asked.body.data.creation_options);
  if (!credential) return 'not-now';
  const kept = await proven(() => keepPasskey(browserName(navigator.userAgent), credential));
  if (kept.ok) return 'added';
  return kept.status === 0 ? 'offline' : 'other';
}
