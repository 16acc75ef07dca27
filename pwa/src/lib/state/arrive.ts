/** Where a person who has just signed in belongs. */
import { goto } from '$app/navigation';
import { path } from '../i18n/index.ts';
import { local } from '../local.ts';
import { session } from './session.svelte.ts';

const INVITATION = 'daybook.invitation';

/** An invitation that was opened before signing in is kept for this tab only. */
export function keepInvitation(token: string): void {
  sessionStorage.setItem(INVITATION, token);
}

export function takeInvitation(): string | null {
  const token = sessionStorage.getItem(INVITATION);
  sessionStorage.removeItem(INVITATION);
  return token;
}

/** The page on which an app of somebody else is let in: the server's own, which sent us here. */
function askedBy(): string | undefined {
  const next = new URLSearchParams(location.search).get('next');
  return next?.startsWith('/identity/o/authorize?') ? next : undefined;
}

/** Learns who signed in and goes on to their first page; false when the server does not answer. */
export async function arrive(): Promise<boolean> {
  if ((await session.refresh()) !== 'in') return false;
  if (session.journal) void local().then((journal) => journal.syncNow());
  const asked = askedBy();
  if (asked) location.assign(asked);
  else if (sessionStorage.getItem(INVITATION)) await goto(path('/invited/'));
  else if (session.journal) await goto(path('/today/'));
  else await goto(path(session.me?.shared ? '/shared/' : '/welcome/'));
  return true;
}
