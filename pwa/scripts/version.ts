/** The version of a build: the same source always gives the same one. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);
const DATA = new URL('../../journal/', import.meta.url);
const PARTS: readonly URL[] = [
  new URL('src/', ROOT),
  new URL('static/', ROOT),
  new URL('flags/data/', DATA),
  new URL('catalogue/data/', DATA)
];

/** `0.1.0-` and eight digits that change when anything that is built changes. */
export function appVersion(): string {
  const hash = createHash('sha256').update(readFileSync(new URL('package-lock.json', ROOT)));
  for (const part of PARTS) {
    const files = readdirSync(part, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort();
    for (const file of files) hash.update(readFileSync(file));
  }
  const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
    version: string;
  };
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}
