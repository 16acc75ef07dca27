/**
 * Makes the app open without a network. It keeps the hashed files and the prerendered pages of the
 * language in use, with its words, but for those that need a network anyway, and never touches what
 * the API says.
 */
import { version } from '$app/env';
import { assets, immutable, prerendered } from '$app/manifest';
import { self } from '$app/service-worker';
import { opened, renewed, rung } from './notices.ts';
import { EMPTY, isBeginning, isForOthers, LIST } from './kept.ts';

const PREFIX = 'daybook-';
const CACHE = `${PREFIX}${version}`;
const NEVER = /^\/(api|_allauth|health|identity|static|admin)\//;
const SPANISH = /^\/es\//;

const path = (file: { path: string }): string =>
  new URL(file.path, `${self.location.origin}/`).pathname;
const FILES = [...immutable, ...assets].map(path).filter((file) => !isForOthers(file));
/** Letters that few people choose: kept once they were fetched. */
const LETTERS = FILES.find((file) => file.endsWith('.woff2')) ?? '';
const PAGES = prerendered.map(path).map((page) => page.replace(/\/?$/, '/'));

type Lang = 'en' | 'es';
const LANGS: readonly Lang[] = ['en', 'es'];
const langOf = (pathname: string): Lang => (SPANISH.test(pathname) ? 'es' : 'en');
const startOf = (lang: Lang): string => (lang === 'es' ? '/es/today/' : '/today/');
/** The language of a file that holds words; others have none. */
const wordsOf = (file: string): string | undefined => /\/(en|es)\.[^/]+$/.exec(file)?.[1];

/** What somebody needs who reads these languages. */
function filesIn(langs: readonly string[]): string[] {
  const isOf = (lang: string | undefined): boolean => !lang || langs.includes(lang);
  return [
    ...FILES.filter((file) => isOf(wordsOf(file)) && file !== LETTERS),
    ...PAGES.filter((page) => isBeginning(page) && isOf(langOf(page))),
    EMPTY
  ];
}

/** The languages of the pages that are open; when none is, those that were kept before. */
async function languages(): Promise<Lang[]> {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const found = new Set(open.map((client) => langOf(new URL(client.url).pathname)));
  if (found.size > 0) return [...found];
  const kept = await Promise.all(LANGS.map((lang) => caches.match(startOf(lang))));
  const before = LANGS.filter((_, at) => kept[at]);
  return before.length > 0 ? before : ['en'];
}

/** Fetches what is not there yet; fails when any of it cannot be had. */
async function keep(langs: readonly Lang[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const list = await fetch(LIST, { cache: 'reload' });
  const needless = new Set<unknown>((await list.json()) as unknown[]);
  for (const { url } of await cache.keys()) needless.add(new URL(url).pathname);
  const wanted = filesIn(langs).filter((file) => !needless.has(file));
  // Those that were fetched with this version or the one before stay.
  if (await caches.match(LETTERS)) wanted.push(LETTERS);
  await cache.addAll(wanted.map((file) => new Request(file, { cache: cachingOf(file) })));
}

/** A hashed file never changes; a page must be the one of this version. */
const cachingOf = (file: string): RequestCache =>
  file.includes('/_app/immutable/') ? 'default' : 'reload';

/** Deletes old versions, but not the last one: a tab that is still open may need its files. */
async function activate(): Promise<void> {
  // In the order in which they were made.
  const old = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== CACHE);
  await Promise.all(old.slice(0, -1).map((key) => caches.delete(key)));
  await self.clients.claim();
}

async function page(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const wanted = pathname.replace(/\/?$/, '/');
  const lang = langOf(wanted);
  const held = await cache.match(wanted);
  if (held) return held;
  const reads = await cache.match(startOf(lang));
  if (reads && PAGES.includes(wanted)) return (await cache.match(EMPTY)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    if (reads) return reads;
    // The app's icon opens it in English. Once only: the page may know better and come back.
    const other = startOf(lang === 'es' ? 'en' : 'es');
    if (!new URL(request.url).search && (await cache.match(other)))
      return Response.redirect(`${other}?again`);
    throw error;
  }
}

async function file(request: Request, pathname: string): Promise<Response> {
  const held = await caches.match(pathname);
  if (held) return held;
  const found = await fetch(request);
  if (pathname === LETTERS && found.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(pathname, found.clone());
  }
  return found;
}

self.addEventListener('install', (event) =>
  event.waitUntil(languages().then((langs) => keep(langs)))
);
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || NEVER.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request, pathname));
  else if (FILES.includes(pathname) || pathname.includes('/_app/immutable/')) {
    event.respondWith(file(request, pathname));
  }
});

self.addEventListener('message', (event) => {
  // The page asks for it after the survivor has; never while words are being typed.
  if (event.data === 'take over') void self.skipWaiting();
  if (event.data !== 'en' && event.data !== 'es') return;
  const [answer] = event.ports;
  const kept = keep([event.data]).then(
    () => true,
    () => false
  );
  event.waitUntil(kept.then((is) => answer?.postMessage(is)));
});

self.addEventListener('sync', (event: Event) => {
  const { tag } = event as Event & { tag?: string };
  if (tag !== 'outbox') return;
  (event as ExtendableEvent).waitUntil(
    self.clients
      .matchAll({ type: 'window' })
      .then((open) => open.forEach((client) => client.postMessage('sync')))
  );
});

self.addEventListener('push', (event) => event.waitUntil(rung(event.data)));
self.addEventListener('notificationclick', (event) => event.waitUntil(opened(event.notification)));
self.addEventListener('pushsubscriptionchange', (event) =>
  (event as ExtendableEvent).waitUntil(renewed().catch(() => undefined))
);
