/** Requests that the server takes only just after a proof of who is asking. */
import { mount, unmount } from 'svelte';
import { needsProof } from '../api/proof.ts';
import { hasPasskeys } from '../api/passkey.ts';
import { means } from '../api/security.ts';
import type { Reply } from '../api/http.ts';
import { lang } from '../i18n/index.ts';
import { load } from '../i18n/security.ts';
import { waysToProve } from './ways.ts';

let asking: Promise<boolean> | undefined;

/** Opens the dialog; whether the person went through with it. */
async function confirmed(): Promise<boolean> {
  const [{ default: ConfirmYou }, has] = await Promise.all([
    import('../ui/ConfirmYou.svelte'),
    means(),
    load({ params: { lang: lang() } })
  ]);
  const ways = waysToProve(has, hasPasskeys());
  return new Promise((done) => {
    const onend = (is: boolean): void => {
      void unmount(shown);
      done(is);
    };
    const shown = mount(ConfirmYou, { target: document.body, props: { ways, onend } });
  });
}

/**
 * Asks; where a proof is due, lets the person prove who they are and asks once more. What they have
 * typed stays as it is. When they do not want to, the answer is the server's "not yet".
 */
export async function proven<T>(ask: () => Promise<Reply<T>>): Promise<Reply<T>> {
  const reply = await ask();
  if (!needsProof(reply)) return reply;
  return (await proveNow()) ? ask() : reply;
}

/** Lets the person prove who they are, whether or not the server asks; needs a connection. */
export function proveNow(): Promise<boolean> {
  asking ??= confirmed()
    .catch(() => false)
    .finally(() => (asking = undefined));
  return asking;
}
