import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import en from '../src/lib/i18n/messages/en.json';
import { dealt } from './messages-plugin.ts';

const everywhere = dealt(en, undefined);
const care = dealt(en, 'care');

it('deals every word to one part', () => {
  expect({ ...everywhere, ...care }).toEqual(en);
  expect(Object.keys(everywhere).filter((key) => key in care)).toEqual([]);
});

it('deals to the care pages only what nothing else shows', () => {
  const source = new URL('../src/', import.meta.url);
  const users = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.svelte') || /(?<!test)\.ts$/.test(file))
    .filter((file) => {
      const text = readFileSync(new URL(file, source), 'utf8');
      return Object.keys(care).some((key) => text.includes(`'${key}'`));
    });
  const pages = ['log/mood', 'crisis', 'help'].map((page) => `${page}/+page.svelte`);
  const parts = ['Breathe', 'CrisisLine', 'TrustedContact'].map((part) => `ui/${part}.svelte`);
  const strangers = users.filter((file) => ![...pages, ...parts].some((end) => file.endsWith(end)));
  expect(strangers).toEqual([]);
  for (const page of users.filter((file) => file.endsWith('+page.svelte'))) {
    const load = readFileSync(new URL(page.replace('.svelte', '.ts'), source), 'utf8');
    expect(load, page).toContain('i18n/care.ts');
  }
});
