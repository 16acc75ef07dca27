import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format, type Message } from './format.ts';
import en from './messages/en.json';
import es from './messages/es.json';

const texts = (messages: object): [string, string][] =>
  Object.entries(messages as Record<string, Message>).flatMap(([key, message]) =>
    typeof message === 'string'
      ? [[key, message] as [string, string]]
      : Object.values(message).map((text: string) => [key, text] as [string, string])
  );

const places = (message: Message): string[] =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();

/** Words that judge, frighten or promise, and words that make claims of a device. */
const BANNED: Record<'en' | 'es', RegExp> = {
  en: /\b(should|failed|missed|abnormal|suspicious|positive|alarm|streak|all clear|you are fine|detect|diagnose|predict|risk score|recurrence|survival|monitor)\b/i,
  es: /\b(debería|fracas|anormal|sospechos|alarma|racha|diagnosticar|predecir|detectar|supervivencia|recaída)/i
};
/** Keys that are put together from a slug, such as `kind.sleep`. */
const BY_SLUG = [
  'treatment',
  'crisis.breathe',
  ...['overall', 'severity', 'frequency', 'amount', 'sleep', 'diet', 'activity', 'kind', 'level'],
  ...['section', 'phase', 'look.text', 'look.theme', 'needs.why', 'flags.answer', 'share.did']
];

function source(): string {
  const root = new URL('../../', import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .join('\n');
}

/** Where we say that we do not. */
const DENIALS = ['flags.diagnosis'];

describe('the messages', () => {
  it('are the same in both languages, with the same places to fill', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const [key, message] of Object.entries(en) as [keyof typeof en, Message][]) {
      expect(typeof es[key], key).toBe(typeof message);
      expect(places(es[key]), key).toEqual(places(message));
    }
  });

  it('are all used', () => {
    const text = source();
    const unused = Object.keys(en).filter(
      (key) => !text.includes(`'${key}'`) && !BY_SLUG.some((slug) => key.startsWith(`${slug}.`))
    );
    expect(unused).toEqual([]);
  });

  it('have sentences of at most 15 words', () => {
    for (const [key, text] of [...texts(en), ...texts(es)]) {
      for (const sentence of text.split(/[.!?:]\s/)) {
        expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(15);
      }
    }
  });

  it('hold no word that judges, frightens or claims', () => {
    for (const [lang, messages] of [['en', en] as const, ['es', es] as const]) {
      for (const [key, text] of texts(messages)) {
        if (!DENIALS.includes(key)) expect(text, key).not.toMatch(BANNED[lang]);
      }
    }
  });
});

describe('format', () => {
  it('picks the plural form and writes numbers as the language does', () => {
    const message = { one: '{n} note', other: '{n} notes' };
    expect([1, 2, 0].map((n) => format(message, 'en', { n }))).toEqual([
      '1 note',
      '2 notes',
      '0 notes'
    ]);
    expect(format('{n} h', 'es', { n: 7.5 })).toBe('7,5 h');
  });

  it('leaves nothing of a place that is not filled', () => {
    expect(format('Call {number}', 'en')).toBe('Call ');
  });
});
