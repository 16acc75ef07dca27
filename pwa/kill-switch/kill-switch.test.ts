import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';

it('deletes what workers have kept, removes itself and gives the pages to the network', async () => {
  const done: string[] = [];
  const listeners: Record<string, (event: { waitUntil: (work: Promise<void>) => void }) => void> =
    {};
  const self = {
    addEventListener: (name: string, listener: (typeof listeners)[string]) =>
      void (listeners[name] = listener),
    skipWaiting: () => done.push('takes over'),
    registration: { unregister: async () => done.push('removed') },
    clients: {
      matchAll: async () => [
        { url: '/today/', navigate: async (url: string) => done.push(`loads ${url}`) }
      ]
    }
  };
  const caches = {
    keys: async () => ['daybook-1', 'daybook-2'],
    delete: async (key: string) => done.push(`deletes ${key}`)
  };
  const script = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8');
  runInNewContext(script, { self, caches });

  let work: Promise<void> | undefined;
  const event = { waitUntil: (promise: Promise<void>) => void (work = promise) };
  listeners['install']?.(event);
  listeners['activate']?.(event);
  await work;

  expect(done).toEqual([
    'takes over',
    'deletes daybook-1',
    'deletes daybook-2',
    'removed',
    'loads /today/'
  ]);
});
