/** Weight and temperature as they are shown. */
import { lang } from '../i18n/index.ts';
import { LB, type Units } from './measures.ts';

function written(value: number, unit: string, digits: number): string {
  return `${value.toLocaleString(lang(), { maximumFractionDigits: digits })} ${unit}`;
}

export function shownWeight(kg: number, units: Units): string {
  return units === 'metric' ? written(kg, 'kg', 1) : written(kg * LB, 'lb', 1);
}

export function shownTemperature(celsius: number, units: Units): string {
  return units === 'metric' ? written(celsius, '°C', 1) : written(celsius * 1.8 + 32, '°F', 1);
}
