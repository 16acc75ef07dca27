import { expect, it } from 'vitest';
import { temperatureBody, typed, weightBody } from './measures.ts';

it('reads numbers with a point or a comma, and nothing else', () => {
  expect(['71.5', ' 71,5 ', '158'].map(typed)).toEqual([71.5, 71.5, 158]);
  expect(['', 'abc', '7.1.5', '-4', '1e3', '71,5 kg'].map(typed)).toEqual(
    Array.from({ length: 6 }, () => undefined)
  );
});

it('keeps kilograms, and what was typed when that was pounds', () => {
  expect(weightBody(71.5, 'metric')).toEqual({ kg: 71.5 });
  expect(weightBody(158, 'imperial')).toEqual({ kg: 71.67, entered: { value: 158, unit: 'lb' } });
});

it('keeps degrees Celsius, and what was typed when that was Fahrenheit', () => {
  expect(temperatureBody(38.2, 'metric')).toEqual({ celsius: 38.2 });
  expect(temperatureBody(100.4, 'imperial')).toEqual({
    celsius: 38,
    entered: { value: 100.4, unit: 'degF' }
  });
});

it('refuses what cannot be', () => {
  expect(weightBody(19.9, 'metric')).toBeUndefined();
  expect(weightBody(401, 'metric')).toBeUndefined();
  expect(temperatureBody(98.6, 'metric')).toBeUndefined();
  expect(temperatureBody(37, 'imperial')).toBeUndefined();
});
