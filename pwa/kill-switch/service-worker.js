/*
 * The way out when a service worker that was shipped is broken: served in place of
 * /service-worker.js, it takes over at once, deletes everything that workers have kept, gives the
 * pages back to the network and removes itself. The notes are in IndexedDB and are not touched.
 */
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const key of await caches.keys()) await caches.delete(key);
      await self.registration.unregister();
      for (const client of await self.clients.matchAll({ type: 'window' })) {
        await client.navigate(client.url);
      }
    })()
  );
});
