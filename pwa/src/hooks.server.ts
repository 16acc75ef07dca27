import type { Handle } from '@sveltejs/kit/hooks';
import { slimmed } from '../scripts/boot.ts';
import boot from './boot.js?raw';

/** Fills in what must be right before any script runs: the language and the start-up script. */
export const handle: Handle = ({ event, resolve }) => {
  const lang = event.params.lang ?? 'en';
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%daybook.lang%', lang)
        .replace(
          /<script>\s*%daybook\.boot%\s*<\/script>/,
          () => `<script>${slimmed(boot)}</script>`
        )
  });
};
