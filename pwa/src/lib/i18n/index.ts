/** The words of the app, in the language of the page's own address. */
import { page } from '$app/state';
import { format, LANGS, type Lang, type Messages, type Params } from './format.ts';
import type en from './messages/en.json';

export type Key = Extract<keyof typeof en, string>;
export type { Lang };

const catalogues: Partial<Record<Lang, Messages>> = {};

/** Must have run for a language before `t` is used in it; the root layout sees to that. */
export async function loadMessages(lang: Lang): Promise<void> {
  catalogues[lang] ??=
    lang === 'es'
      ? (await import('./messages/es.json')).default
      : (await import('./messages/en.json')).default;
}

/** The language that the first part of an address names; English has none. */
export function langOf(part: string | undefined): Lang {
  return LANGS.find((lang) => lang === part) ?? 'en';
}

/** The language of the page that is shown. */
export function lang(): Lang {
  return langOf(page.params.lang);
}

/** The text for a key in the page's language. */
export function t(key: Key, params?: Params): string {
  const message = catalogues[lang()]?.[key] ?? catalogues.en?.[key];
  return message === undefined ? key : format(message, lang(), params);
}

/** The address of a page in the page's language: `path('/today/')`. */
export function path(to: string): string {
  return lang() === 'en' ? to : `/${lang()}${to}`;
}

/** The address without its language, to compare with. */
export function plainPath(pathname: string): string {
  return pathname.replace(/^\/es(?=\/)/, '');
}
