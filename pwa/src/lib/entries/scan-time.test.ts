import { expect, it } from 'vitest';
import { addDays } from '../core/days.ts';
import type { Body } from '../sync/types.ts';
import { appointments } from './appointments.ts';
import { aroundTests, isToAsk } from './scan-time.ts';

const TODAY = '2026-03-28'; // The clocks of Europe go forward the night after.

const test = (id: string, days: number, body: Body = {}) => ({
  id,
  type: 'appointment' as const,
  body: { kind: 'scan', on: addDays(TODAY, days), ...body }
});
const around = (...noted: ReturnType<typeof test>[]) => {
  const { ask, fewer, awaited } = aroundTests(appointments(noted), TODAY);
  return { ask: ask?.id, fewer: fewer.map(({ id }) => id), awaited: awaited.map(({ id }) => id) };
};
const nothing = { ask: undefined, fewer: [], awaited: [] };

it.each([
  [4, undefined],
  [3, 'a'],
  [0, 'a'],
  [-1, undefined]
])('a test in %i days is asked about from three days before until its day', (days, ask) => {
  expect(around(test('a', days)).ask).toBe(ask);
});

it.each([
  ['yes', { fewer_reminders: true }],
  ['no', { fewer_reminders: false }],
  ['the result is there', { result: 'got_it' }],
  ['no test', { kind: 'clinic' }]
])('nothing is asked: %s', (_, body) => {
  expect(around(test('a', 2, body)).ask).toBeUndefined();
});

it('on the day that it is noted it may be asked about long before', () => {
  const [far] = appointments([test('a', 40)]);
  const [over] = appointments([test('a', -1)]);
  expect(far && isToAsk(far, TODAY)).toBe(true);
  expect(over && isToAsk(over, TODAY)).toBe(false);
});

it.each([
  [4, []],
  [3, ['a']],
  [0, ['a']],
  [-14, ['a']],
  [-15, []]
])('fewer reminders for a test in %i days', (days, fewer) => {
  expect(around(test('a', days, { fewer_reminders: true })).fewer).toEqual(fewer);
});

it('it ends with the result, and at once where that is wished', () => {
  expect(around(test('a', -1, { fewer_reminders: true, result: 'got_it' }))).toEqual(nothing);
  expect(around(test('a', -1, { fewer_reminders: false }))).toEqual(nothing);
});

it('a result is awaited from the day after, the newest test first', () => {
  expect(
    around(
      test('today', 0, { result: 'waiting', fewer_reminders: false }),
      test('yesterday', -1, { result: 'waiting' }),
      test('blood', -40, { kind: 'blood_test', result: 'not_told' }),
      test('nothing said', -2),
      test('there', -3, { result: 'got_it' }),
      test('a visit', -4, { kind: 'clinic', result: 'waiting' })
    ).awaited
  ).toEqual(['yesterday', 'blood']);
});

it('who asked for fewer reminders need not say that she waits', () => {
  expect(around(test('a', -1, { fewer_reminders: true })).awaited).toEqual(['a']);
});
