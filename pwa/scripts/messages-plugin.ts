/**
 * Cuts the words of the app in two: those that any page may need, and those of the few pages about
 * hard moments. Both stand in one file per language, where translators find them.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const PREFIX = 'virtual:messages/';
/** What the care pages show and no other page does. */
const CARE = ['crisis.', 'mood.', 'help.'];

export function dealt(messages: object, part: 'care' | undefined): object {
  const isCare = (key: string): boolean => CARE.some((prefix) => key.startsWith(prefix));
  return Object.fromEntries(
    Object.entries(messages).filter(([key]) => isCare(key) === (part === 'care'))
  );
}

export function messagesPlugin(): Plugin {
  return {
    name: 'daybook-messages',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [lang, part] = id.slice(PREFIX.length + 1).split('/');
      const file = fileURLToPath(new URL(`../src/lib/i18n/messages/${lang}.json`, import.meta.url));
      this.addWatchFile(file);
      const messages = JSON.parse(readFileSync(file, 'utf8')) as object;
      const mine = dealt(messages, part === 'care' ? part : undefined);
      return `export default ${JSON.stringify(mine)};`;
    }
  };
}
