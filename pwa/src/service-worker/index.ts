import { self } from '$app/service-worker';
self.addEventListener('install', () => undefined);
