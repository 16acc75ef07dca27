import { expect, it } from 'vitest';
import { placeOf, placesOf, placeWords } from './places.ts';

const at = (region?: string, side?: string): { body: Record<string, unknown> } => ({
  body: region ? { site: { region, ...(side ? { side } : {}) } } : {}
});

it('tells left from right, and names a place in words', () => {
  expect(placeOf(at('arm', 'left'))).not.toBe(placeOf(at('arm', 'right')));
  expect(placeOf(at())).toBe('');
  expect(placeWords('arm left', 'en')).toBe('Arm, left');
  expect(placeWords('arm', 'es')).toBe('Brazo');
  expect(placeWords('', 'en')).toBe('');
});

it('lists each place once, in the order of the body', () => {
  const photos = [at('leg'), at('arm', 'right'), at(), at('head'), at('arm', 'right')];
  expect(placesOf(photos)).toEqual(['head', 'arm right', 'leg']);
});
