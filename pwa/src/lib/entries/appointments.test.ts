import { expect, it } from 'vitest';
import type { Body } from '../sync/types.ts';
import {
  appointments,
  lastVisit,
  nextAppointment,
  visitAhead,
  visitBehind,
  within
} from './appointments.ts';

const noted = (id: string, body: Body) => ({ id, type: 'appointment' as const, body });

const all = appointments([
  noted('later', { kind: 'clinic', on: '2026-12-01', at: '10:30' }),
  noted('scan', { kind: 'scan', on: '2026-11-20', at: '08:00' }),
  noted('today', { kind: 'clinic', on: '2026-11-22', at: '16:00' }),
  noted('all day', { kind: 'treatment', on: '2026-11-22' }),
  noted('old', { kind: 'clinic', on: '2026-10-20' }),
  noted('older', { kind: 'clinic', on: '2026-09-20' }),
  { id: 'note', type: 'note', body: { text: '2026-11-21' } }
]);
const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

it('stand in the order of their days, and those without a time come first', () => {
  expect(ids(all)).toEqual(['older', 'old', 'scan', 'all day', 'today', 'later']);
});

it('the last visit was to the clinic and before today', () => {
  expect(lastVisit(all, '2026-11-22')?.id).toBe('old');
  expect(lastVisit(all, '2026-11-23')?.id).toBe('today');
  expect(lastVisit(all, '2026-09-20')).toBeUndefined();
});

it('the next one is of any kind, and one of today counts all day', () => {
  expect(nextAppointment(all, '2026-11-22')?.id).toBe('all day');
  expect(nextAppointment(all, '2026-11-23')?.id).toBe('later');
  expect(nextAppointment(all, '2026-12-02')).toBeUndefined();
});

it('a group has its kinds within the days', () => {
  expect(ids(within(all, 'visits', '2026-10-20', '2026-11-22'))).toEqual(['old', 'today']);
  expect(ids(within(all, 'tests', '2026-10-20', '2026-11-22'))).toEqual(['scan']);
  expect(ids(within(all, 'treatment', '2026-10-20', '2026-11-21'))).toEqual([]);
});

it('the one to get ready for is the next talk, or the next test where no talk is planned', () => {
  expect(visitAhead(all, '2026-11-19')?.id).toBe('today');
  expect(visitAhead(all, '2026-11-23')?.id).toBe('later');
  const tests = all.filter(({ kind }) => kind === 'scan');
  expect(visitAhead(tests, '2026-11-19')?.id).toBe('scan');
  expect(visitAhead(all, '2026-12-02')).toBeUndefined();
});

it('of a talk in the last two weeks one may still write down what came of it', () => {
  expect(visitBehind(all, '2026-11-22')).toBeUndefined();
  expect(visitBehind(all, '2026-11-03')?.id).toBe('old');
  expect(visitBehind(all, '2026-11-04')).toBeUndefined();
  expect(visitBehind(all, '2026-11-23')?.id).toBe('today');
  const told = appointments([
    noted('told', { kind: 'clinic', on: '2026-11-22', to_do: 'Drink more' })
  ]);
  expect(visitBehind(told, '2026-11-23')).toBeUndefined();
});
