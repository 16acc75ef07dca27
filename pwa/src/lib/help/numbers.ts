/** Numbers to call in an emergency. They are clinical data. */
import emergency from 'virtual:daybook/numbers';

/** The countries we know an emergency number for. */
export const COUNTRIES: readonly string[] = Object.keys(emergency);

/** The emergency number of a country, undefined when it is not known. */
export function emergencyNumber(country: string): string | undefined {
  return emergency[country]?.[0];
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
