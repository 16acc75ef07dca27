/** Turns a message of the catalogue into text. Pure, so that it can be tested without a page. */
export type Lang = 'en' | 'es';
export const LANGS: readonly Lang[] = ['en', 'es'];

/** The language that the first part of an address names; English has none. */
export function langOf(part: string | undefined): Lang {
  return LANGS.find((lang) => lang === part) ?? 'en';
}

/** A text, or one text per plural form that the language has; `n` decides which. */
export type Message = string | { readonly one: string; readonly other: string };
export type Messages = Readonly<Record<string, Message>>;
export type Params = Readonly<Record<string, string | number>>;

const rules = new Map<Lang, Intl.PluralRules>();

function pluralForm(lang: Lang, n: number): 'one' | 'other' {
  const rule = rules.get(lang) ?? new Intl.PluralRules(lang);
  rules.set(lang, rule);
  // Spanish has a third form, for millions; no number here gets there.
  return rule.select(n) === 'one' ? 'one' : 'other';
}

/** Fills `{name}` in the message; numbers are written the way the language writes them. */
export function format(message: Message, lang: Lang, params: Params = {}): string {
  const text =
    typeof message === 'string' ? message : message[pluralForm(lang, Number(params.n ?? 0))];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return typeof value === 'number' ? value.toLocaleString(lang) : (value ?? '');
  });
}
