import { expect, it } from 'vitest';
import { clocksDiffer, placeOf } from './zone.ts';

const WINTER = Date.parse('2026-01-15T12:00:00Z');

it.each([
  ['Europe/Vienna', 'Europe/Vienna', false],
  ['Europe/Vienna', 'Europe/Berlin', false],
  ['Asia/Calcutta', 'Asia/Kolkata', false],
  ['Europe/Vienna', 'America/New_York', true],
  // The same clock in winter, another one in summer.
  ['Europe/Berlin', 'Africa/Lagos', true],
  ['Europe/Vienna', 'Mars/Olympus', false]
])('asks between %s and %s: %j', (one, other, differ) => {
  expect(clocksDiffer(one, other, WINTER)).toBe(differ);
  expect(clocksDiffer(other, one, WINTER)).toBe(differ);
});

it('names a place as people do', () => {
  expect([placeOf('America/New_York'), placeOf('UTC')]).toEqual(['New York', 'UTC']);
});
