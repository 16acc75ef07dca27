import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { slimmed } from './scripts/boot.ts';
import { dataPlugin } from './scripts/data-plugin.ts';
import { messagesPlugin } from './scripts/messages-plugin.ts';
import { pageAddresses } from './scripts/pages.ts';
import { appVersion } from './scripts/version.ts';
import { wordsPlugin } from './scripts/words-plugin.ts';

// The start-up script is put into every page by src/hooks.server.ts, so Kit does not know its hash.
const boot = readFileSync(new URL('./src/boot.js', import.meta.url), 'utf8');
const bootHash = createHash('sha256').update(slimmed(boot)).digest('base64');

const ANNOUNCER = 'S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

export default defineConfig({
  plugins: [
    dataPlugin(),
    messagesPlugin(),
    wordsPlugin(),
    sveltekit({
      adapter: adapter({ fallback: '200.html', precompress: true }),
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self', `sha256-${bootHash}`],
          'style-src': ['self'],
          // The one style attribute that Kit puts on its announcer for screen readers.
          'style-src-attr': ['unsafe-hashes', `sha256-${ANNOUNCER}`],
          'img-src': ['self', 'data:', 'blob:'],
          'connect-src': ['self'],
          'font-src': ['self'],
          'manifest-src': ['self'],
          'worker-src': ['self'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'require-trusted-types-for': ['script'],
          'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url']
        }
      },
      prerender: {
        entries: pageAddresses(new URL('./src/routes/', import.meta.url)),
        handleHttpError: 'fail',
        handleMissingId: 'fail'
      },
      version: { name: appVersion(), pollInterval: 0 },
      serviceWorker: { register: true }
    })
  ],
  resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
  build: { target: 'es2022', modulePreload: { resolveDependencies: () => [] } }
});
