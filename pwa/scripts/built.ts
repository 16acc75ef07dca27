/** Reads the built pages: which scripts a page names, and what these import. */
import { existsSync, readFileSync } from 'node:fs';

const BUILD = new URL('../build/', import.meta.url);
/** The script that can open every page; what it imports later says nothing about one page. */
const ROUTER = /\/entry\/app\.[^/]+\.js$/;

export const isBuilt = (): boolean => existsSync(new URL('index.html', BUILD));

export const at = (path: string): URL => new URL(path, BUILD);

export const raw = (path: string): Buffer => readFileSync(at(path));

/** What a script imports: at once, or later on demand. */
function imports(path: string): { now: string[]; later: string[] } {
  const text = raw(path).toString('utf8');
  const found = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, file]) => within(file ?? '', at(path)));
  return {
    now: found(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g),
    later: ROUTER.test(path) ? [] : found(/import\(\s*["'`](\.[^"'`]+\.js)["'`]/g)
  };
}

const within = (file: string, from: URL): string =>
  new URL(file, from).href.slice(BUILD.href.length);

/** Files that a page's HTML links to, as paths in the build: its scripts or its styles. */
export function linked(page: string, kind: 'js' | 'css'): string[] {
  const rel = kind === 'js' ? 'modulepreload' : 'stylesheet';
  const links = new RegExp(`<link href="([^"]+\\.${kind})" rel="${rel}">`, 'g');
  const text = raw(`${page}index.html`).toString('utf8');
  return [...text.matchAll(links)].map(([, file]) => within(file ?? '', at(page)));
}

/** Scripts with all that they import, on demand only `withLater`. */
export function closure(
  start: Iterable<string>,
  { seen = new Set<string>(), withLater = false } = {}
): Set<string> {
  for (const path of start) {
    if (seen.has(path)) continue;
    seen.add(path);
    const { now, later } = imports(path);
    closure(withLater ? [...now, ...later] : now, { seen, withLater });
  }
  return seen;
}
