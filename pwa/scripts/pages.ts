/** The addresses of all pages in both languages, read from the folders of src/routes. */
import { readdirSync } from 'node:fs';

const ROOT = '[[lang=lang]]';
const LANGS = ['', '/es'];

export function pageAddresses(routes: URL): `/${string}`[] {
  const plain = readdirSync(routes, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('+page.svelte'))
    .map((file) => file.replaceAll('\\', '/').split('/').slice(0, -1))
    .filter(([first]) => first === ROOT)
    .map(([, ...folders]) => folders.filter((folder) => !folder.startsWith('(')))
    .map((folders) => folders.map((folder) => `/${folder}`).join('') + '/');
  return LANGS.flatMap((lang) => plain.map((path) => `${lang}${path}` as `/${string}`));
}
