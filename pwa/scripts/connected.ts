/**
 * Writes the list of scripts that only pages with a network need, for the worker, which does not
 * keep them. Run after a build.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { LIST, needsNetwork } from '../src/service-worker/kept.ts';
import { at, closure, linked } from './built.ts';

const pages = readdirSync(at(''), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => file.replaceAll('\\', '/').replace(/index\.html$/, ''));
const scripts = (of: readonly string[]): Set<string> =>
  closure(
    of.flatMap((page) => linked(page, 'js')),
    { withLater: true }
  );
const isConnected = (page: string): boolean => needsNetwork(`/${page}`);

const kept = scripts(pages.filter((page) => !isConnected(page)));
const only = scripts(pages.filter(isConnected)).difference(kept);
writeFileSync(at(LIST.slice(1)), JSON.stringify([...only].map((path) => `/${path}`).sort()));
