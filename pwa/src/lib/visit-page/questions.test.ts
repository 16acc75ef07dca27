import { expect, it } from 'vitest';
import type { Body } from '../sync/types.ts';
import { isAsked, moved, placeAtEnd, questions, type Question } from './questions.ts';

const noted = (id: string, body: Body, at = '2026-11-01T10:00:00+01:00') => ({
  ...{ id, type: 'question' as const, occurred_at: at },
  body: { text: id, ...body }
});
const list = (...places: (number | undefined)[]): Question[] =>
  questions(
    places.map((place, at) =>
      noted(
        'abcdef'[at] ?? '',
        place === undefined ? {} : { place },
        `2026-11-0${at + 1}T10:00:00Z`
      )
    )
  );
const order = (all: readonly Question[]): string => all.map(({ id }) => id).join('');

/** The order that the written places give. */
function after(open: readonly Question[], written: { id: string; place: number }[]): string {
  const places = new Map(written.map(({ id, place }) => [id, place]));
  return order(
    questions(
      open.map(({ id, place }, at) =>
        noted(id, { place: places.get(id) ?? place }, `2026-11-0${at + 1}T10:00:00Z`)
      )
    )
  );
}

it('stand by their places, and those without one come last, as they came', () => {
  const all = questions([
    noted('late', {}, '2026-11-03T10:00:00+01:00'),
    noted('early', {}, '2026-11-02T10:00:00+01:00'),
    noted('second', { place: 2 }),
    noted('first', { place: -1, answered: true, answer: 'Yes', flag: 'f' }),
    { ...noted('note', {}), type: 'note' as const }
  ]);
  expect(all.map(({ id }) => id)).toEqual(['first', 'second', 'early', 'late']);
  expect(all[0]).toMatchObject({ answered: true, answer: 'Yes', flag: 'f' });
  expect(all[1]).toMatchObject({ answered: false, answer: '', flag: undefined });
});

it('a new one comes last', () => {
  expect(placeAtEnd([])).toBe(1);
  expect(placeAtEnd(list(4, undefined, 2))).toBe(5);
});

it('moving one writes one place where there is room', () => {
  const open = list(1, 2, 3);
  expect(moved(open, 'c', -1)).toEqual([{ id: 'c', place: 1.5 }]);
  expect(moved(open, 'b', -1)).toEqual([{ id: 'b', place: 0 }]);
  expect(moved(open, 'b', 1)).toEqual([{ id: 'b', place: 4 }]);
  expect(after(open, moved(open, 'a', 1))).toBe('bac');
});

it('does nothing at either end, or with one that is gone', () => {
  const open = list(1, 2);
  expect([moved(open, 'a', -1), moved(open, 'b', 1), moved(open, 'x', 1)]).toEqual([[], [], []]);
});

it.each([
  [list(undefined, undefined, undefined), 'c', 'acb'],
  [list(1, undefined, undefined), 'c', 'acb'],
  // No number fits between two that are as close as numbers get.
  [list(1, 1 + Number.EPSILON, 2), 'c', 'acb'],
  [list(1, 1, 1), 'c', 'acb']
])('numbers all anew where it must', (open, id, expected) => {
  expect(after(open, moved(open, id, -1))).toBe(expected);
});

it('that of a flag is asked once, by its flag or by its words', () => {
  const all = questions([noted('Cough: Why?', { flag: 'one' })]);
  expect(isAsked(all, 'one', 'Something else')).toBe(true);
  expect(isAsked(all, 'two', 'Cough: Why?')).toBe(true);
  expect(isAsked(all, 'two', 'Something else')).toBe(false);
});
