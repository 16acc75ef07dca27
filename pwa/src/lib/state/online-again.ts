/** The one page that the person wants to be reminded of once there is a connection. */
import { plainPath } from '../i18n/index.ts';
import { store, stored } from './stored.ts';

type Place = Pick<URL, 'pathname' | 'search'>;

const placeOf = ({ pathname, search }: Place): string => plainPath(pathname) + search;

export function askedAgain(url: Place, title: string): void {
  store('daybook.online', { to: placeOf(url), title });
}

export function isAsked(url: Place): boolean {
  return stored('daybook.online')?.to === placeOf(url);
}

export function forgetAsked(): void {
  store('daybook.online', undefined);
}
