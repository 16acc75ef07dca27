/** Numbers to call. The emergency numbers are clinical data; the crisis lines stand here. */
import emergency from 'virtual:daybook/numbers';

/** The countries we know an emergency number for. */
export const COUNTRIES: readonly string[] = Object.keys(emergency);

/** The emergency number of a country, undefined when it is not known. */
export function emergencyNumber(country: string): string | undefined {
  return emergency[country]?.[0];
}

/** Lines for people who think of hurting themselves. To be checked before each release. */
const CRISIS: Readonly<Record<string, string>> = {
  AU: '13 11 14',
  CA: '988',
  ES: '024',
  FR: '3114',
  GB: '116 123',
  IE: '116 123',
  NZ: '1737',
  US: '988'
};

export function crisisNumber(country: string): string | undefined {
  return CRISIS[country];
}

/** A number as a link that a phone can dial. */
export function dial(number: string): string {
  return `tel:${number.replace(/[^\d+*#]/g, '')}`;
}

/** The country that the device's language setting names, as a first guess; never from an address. */
export function guessedCountry(): string {
  const regions = navigator.languages.map((tag) => new Intl.Locale(tag).region);
  return regions.find((region) => region && COUNTRIES.includes(region)) ?? '';
}
