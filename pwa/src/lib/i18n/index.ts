/** The words of the app, in the language of the page's own address. */
import { page } from '$app/state';
import { format, langOf, type Lang, type Messages, type Params } from './format.ts';
import type en from './messages/en.json';

export type Key = Extract<keyof typeof en, string>;
export { langOf, type Lang };

interface Words {
  messages: Messages;
  /** The symptoms of the catalogue by slug. */
  symptoms: Readonly<Record<string, string>>;
}

const LOADERS: Record<
  Lang,
  () => Promise<[{ default: Messages }, { default: Words['symptoms'] }]>
> = {
  en: () => Promise.all([import('virtual:messages/en'), import('virtual:daybook/names/en')]),
  es: () => Promise.all([import('virtual:messages/es'), import('virtual:daybook/names/es')])
};

const loaded: Partial<Record<Lang, Words>> = {};
const more: Partial<Record<Lang, Messages>> = {};

/** Must have run for a language before `t` is used in it; the root layout sees to that. */
export async function loadMessages(lang: Lang): Promise<void> {
  if (loaded[lang]) return;
  const [messages, symptoms] = await LOADERS[lang]();
  loaded[lang] = { messages: messages.default, symptoms: symptoms.default };
}

/** The `load` of pages with words that no other page needs. */
export function loaderOf(part: Record<Lang, () => Promise<{ default: Messages }>>) {
  return async ({ params }: { params: { lang?: string } }): Promise<void> => {
    const lang = langOf(params.lang);
    const { default: words } = await part[lang]();
    // Only now: another part may have come in between.
    more[lang] = { ...more[lang], ...words };
  };
}

/** The language of the page that is shown. */
export function lang(): Lang {
  return langOf(page.params.lang);
}

/** The text for a key in the page's language. */
export function t(key: Key, params?: Params): string {
  const message = loaded[lang()]?.messages[key] ?? more[lang()]?.[key];
  return message === undefined ? key : format(message, lang(), params);
}

/** The name of a symptom; a newer catalogue may know more than this version of the app. */
export function symptomName(slug: string): string {
  return loaded[lang()]?.symptoms[slug] ?? slug.replaceAll('_', ' ');
}

/** The address of a page in the page's language: `path('/today/')`. */
export function path(to: string): string {
  return lang() === 'en' ? to : `/${lang()}${to}`;
}

/** The address without its language, to compare with. */
export function plainPath(pathname: string): string {
  return pathname.replace(/^\/es(?=\/)/, '');
}
