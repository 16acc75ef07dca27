/** The countries we know an emergency number for, by name in the page's language. */
import { lang, t } from '../i18n/index.ts';
import { COUNTRIES } from './numbers.ts';

/** For a list to choose from; "" stands for any other country. */
export function countryOptions(): (readonly [code: string, name: string])[] {
  const names = new Intl.DisplayNames(lang(), { type: 'region' });
  const { compare } = new Intl.Collator(lang());
  const known = COUNTRIES.map((code) => [code, names.of(code) ?? code] as const);
  return [['', t('welcome.country.other')], ...known.sort((a, b) => compare(a[1], b[1]))];
}
