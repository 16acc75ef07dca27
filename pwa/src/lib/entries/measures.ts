/** Weight and temperature: kept as kg and °C, typed in the survivor's units. */
export type Units = 'metric' | 'imperial';
export const LB = 2.2046226218;

/** A number as people type it, with a point or a comma; undefined when it is none. */
export function typed(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,4}(\.\d{1,3})?$/.test(plain) ? Number(plain) : undefined;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The body of a weight entry, or undefined when it cannot be one. */
export function weightBody(value: number, units: Units): Record<string, unknown> | undefined {
  const kg = round(units === 'metric' ? value : value / LB, 2);
  if (kg < 20 || kg > 400) return undefined;
  return units === 'metric' ? { kg } : { kg, entered: { value, unit: 'lb' } };
}

/** The body of a temperature entry, or undefined when it cannot be one. */
export function temperatureBody(value: number, units: Units): Record<string, unknown> | undefined {
  const celsius = round(units === 'metric' ? value : (value - 32) / 1.8, 2);
  if (celsius < 30 || celsius > 45) return undefined;
  return units === 'metric' ? { celsius } : { celsius, entered: { value, unit: 'degF' } };
}
