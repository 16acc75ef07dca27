/** Where a person who has just signed in belongs. */
import { goto } from '$app/navigation';
import { path } from '../i18n/index.ts';
import { local } from '../local.ts';
import { session } from './session.svelte.ts';

/** The pages that an invitation leads to. */
const PAGES = ['/invited/', '/join/'] as const;
export type InvitationPage = (typeof PAGES)[number];
const place = (page: InvitationPage): string => `daybook.token${page}`;

/** An invitation that was opened before signing in is kept for this tab only. */
export function keepInvitation(page: InvitationPage, token: string): void {
  sessionStorage.setItem(place(page), token);
}

export function takeInvitation(page: InvitationPage): string | null {
  const token = sessionStorage.getItem(place(page));
  sessionStorage.removeItem(place(page));
  return token;
}

/** Where an invitation waits to be answered in this tab. */
export function waitingInvitation(): InvitationPage | undefined {
  return PAGES.find((page) => sessionStorage.getItem(place(page)));
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
  const invited = waitingInvitation();
  if (asked) location.assign(asked);
  else if (invited) await goto(path(invited));
  else if (session.journal) await goto(path('/today/'));
  else await goto(path(session.me?.helps ? '/shared/' : '/welcome/'));
  return true;
}
