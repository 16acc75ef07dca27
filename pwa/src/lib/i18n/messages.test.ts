import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format, type Message } from './format.ts';
import en from './messages/en.json';
import es from './messages/es.json';
import enRules from '../rules/en.json';
import esRules from '../rules/es.json';

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
  ...['treatment', 'trends.range', 'trends.change', 'trends.events'],
  ...['body', 'body.group', 'scan.before'],
  ...['booking.kind', 'booking.result', 'myvisit.how'],
  'crisis.breathe',
  ...['break', 'remind.add', 'remind.checkin', 'remind.how.mail'],
  ...['overall', 'severity', 'frequency', 'amount', 'sleep', 'diet', 'activity', 'kind', 'level'],
  ...['alcohol', 'analyte', 'lab.wrong', 'photo.beside'],
  ...[
    'appointment.kind',
    'section',
    'phase',
    'look.text',
    'look.theme',
    'needs.why',
    'flags.answer',
    'share.did',
    'journal.how'
  ],
  ...[
    'invite.who',
    'invite.means',
    'share.no',
    'share.visit',
    'share.why',
    'team.role',
    'team.you'
  ],
  ...['team.lead', 'team.unlead', 'team.step', 'team.leave', 'team.remove']
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

/** The words of every page, and those that only the page on the rules has. */
const CATALOGUES = { app: { en, es }, rules: { en: enRules, es: esRules } };
type Catalogue = Readonly<Record<string, Message>>;
const ALL = Object.values(CATALOGUES).flatMap(
  (both) => Object.entries(both) as ['en' | 'es', Catalogue][]
);

describe('the messages', () => {
  it.each(Object.entries(CATALOGUES))(
    'of the %s are the same in both languages, with the same places to fill',
    (_, { en: english, es: spanish }) => {
      const said: Catalogue = spanish;
      expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
      for (const [key, message] of Object.entries(english) as [string, Message][]) {
        expect(typeof said[key], key).toBe(typeof message);
        expect(places(said[key] ?? ''), key).toEqual(places(message));
      }
    }
  );

  it('are all used', () => {
    const text = source();
    const unused = Object.keys(en).filter(
      (key) => !text.includes(`'${key}'`) && !BY_SLUG.some((slug) => key.startsWith(`${slug}.`))
    );
    expect(unused).toEqual([]);
  });

  it('have sentences of at most 15 words', () => {
    for (const [key, text] of ALL.flatMap(([, messages]) => texts(messages))) {
      for (const sentence of text.split(/[.!?:]\s/)) {
        expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(15);
      }
    }
  });

  it('hold no word that judges, frightens or claims', () => {
    for (const [lang, messages] of ALL) {
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
