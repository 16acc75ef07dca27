/** Photos by the place on the body that they show. */
import vocabulary from 'virtual:daybook/vocabulary';
import type { Lang } from '../i18n/format.ts';
import type { Entry } from '../sync/types.ts';

export interface Site {
  region: string;
  side?: string;
}

export const siteOf = ({ body }: Pick<Entry, 'body'>): Site | undefined =>
  body['site'] as Site | undefined;

/** The same for two photos of the same place, empty without one. */
export function placeOf(entry: Pick<Entry, 'body'>): string {
  const site = siteOf(entry);
  return site ? [site.region, site.side].filter(Boolean).join(' ') : '';
}

/** "Arm, left". */
export function placeWords(place: string, lang: Lang): string {
  const [region = '', side = ''] = place.split(' ');
  const words = [vocabulary.regions[region]?.[lang], vocabulary.sides[side]?.[lang]];
  return words
    .filter((word) => word !== undefined)
    .map((word, at) => (at === 0 ? word : word.toLocaleLowerCase(lang)))
    .join(', ');
}

/** The places that these photos show, in the order of the list of places. */
export function placesOf(entries: readonly Pick<Entry, 'body'>[]): string[] {
  const order = Object.keys(vocabulary.regions);
  const at = (place: string): number => order.indexOf(place.split(' ')[0] ?? '');
  return [...new Set(entries.map(placeOf))]
    .filter(Boolean)
    .sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1));
}
