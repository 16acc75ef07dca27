/**
 * Makes the app open without a network. It keeps the hashed files and the prerendered pages of the
 * language in use, and never touches what the API says.
 */
import { version } from '$app/env';
import { assets, immutable, prerendered } from '$app/manifest';
import { self } from '$app/service-worker';
import { needsNetwork } from './online.ts';

const PREFIX = 'daybook-';
const CACHE = `${PREFIX}${version}`;
const NEVER = /^\/(api|_allauth|health|identity|static|admin)\//;
const SPANISH = /^\/es\//;

const path = (file: { path: string }): string =>
  new URL(file.path, `${self.location.origin}/`).pathname;
const FILES = [...immutable, ...assets].map(path);
const PAGES = prerendered
  .map(path)
  .map((page) => page.replace(/\/?$/, '/'))
  .filter((page) => !needsNetwork(page));

type Lang = 'en' | 'es';
const langOf = (pathname: string): Lang => (SPANISH.test(pathname) ? 'es' : 'en');
const pagesIn = (lang: Lang): string[] => PAGES.filter((page) => langOf(page) === lang);

/** The languages of the pages that are open, or that the worker before this one kept. */
async function languages(): Promise<Lang[]> {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const found = new Set(open.map((client) => langOf(new URL(client.url).pathname)));
  for (const lang of ['en', 'es'] as const) {
    const [first] = pagesIn(lang);
    if (first && (await caches.match(first))) found.add(lang);
  }
  return found.size > 0 ? [...found] : ['en'];
}

async function keepPages(langs: readonly Lang[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const held = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const wanted = langs.flatMap(pagesIn).filter((page) => !held.has(page));
  await cache.addAll(wanted.map((page) => new Request(page, { cache: 'reload' })));
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all([cache.addAll(FILES), keepPages(await languages())]);
}

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
  const held = await cache.match(wanted);
  if (held) return held;
  try {
    return await fetch(request);
  } catch (error) {
    const start = await cache.match(langOf(wanted) === 'es' ? '/es/today/' : '/today/');
    if (start) return start;
    throw error;
  }
}

async function file(request: Request, pathname: string): Promise<Response> {
  return (await caches.match(pathname)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
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
  if (event.data === 'en' || event.data === 'es') event.waitUntil(keepPages([event.data]));
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
