import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, localDay, momentOn, withOffset } from './days.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Europe/Vienna';
});
afterEach(() => {
  process.env['TZ'] = zone;
});

it('writes an instant with the offset that holds then', () => {
  expect(withOffset(new Date('2026-01-15T11:30:00Z'))).toBe('2026-01-15T12:30:00+01:00');
  expect(withOffset(new Date('2026-07-15T11:30:00Z'))).toBe('2026-07-15T13:30:00+02:00');
});

it('writes offsets behind Greenwich and of half an hour', () => {
  process.env['TZ'] = 'America/St_Johns';
  expect(withOffset(new Date('2026-01-15T12:00:00Z'))).toBe('2026-01-15T08:30:00-03:30');
});

it('puts an entry for another day at noon of that day', () => {
  const now = new Date('2026-03-29T06:15:00Z');
  expect(momentOn('2026-03-29', now)).toBe('2026-03-29T08:15:00+02:00');
  expect(momentOn('2026-03-28', now)).toBe('2026-03-28T12:00:00+01:00');
});

it('counts days across a clock change', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
});

it('takes the day from the entry and not from the reader', () => {
  expect(localDay('2026-05-01T23:30:00-07:00')).toBe('2026-05-01');
  expect(dayOf(new Date('2026-05-01T22:30:00Z'))).toBe('2026-05-02');
});
