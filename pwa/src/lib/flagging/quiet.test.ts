import { expect, it } from 'vitest';
import { isShown } from './quiet.ts';
import { URGENCIES } from './types.ts';

it('holds back what is for a visit or good to know, and nothing that needs a call', () => {
  expect(URGENCIES.map((urgency) => [urgency, isShown({ urgency }, true)])).toEqual([
    ['emergency_now', true],
    ['same_day', true],
    ['this_week', true],
    ['next_visit', false],
    ['information', false]
  ]);
});

it('holds back nothing when it is off, or not known', () => {
  const shown = URGENCIES.flatMap((urgency) => [isShown({ urgency }, false), isShown({ urgency })]);
  expect(shown).toEqual(Array(10).fill(true));
});
