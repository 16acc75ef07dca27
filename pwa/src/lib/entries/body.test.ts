import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isMarked, PICTURE, tapped, ZONES } from './body-picture.ts';
import { areasOf, GROUPS, type Group } from './body.ts';

const file = new URL('../../../../journal/catalogue/data/vocabulary.json', import.meta.url);
const { regions } = JSON.parse(readFileSync(file, 'utf8')) as { regions: Record<string, unknown> };
const known = Object.keys(regions);

it('the list has every area of the vocabulary once, and what is new at its end', () => {
  const listed = (Object.keys(GROUPS) as Group[]).flatMap((group) => areasOf(group, known));
  expect(listed.toSorted()).toEqual(known.toSorted());
  expect(areasOf('else', [...known, 'tail']).at(-1)).toBe('tail');
});

describe.each(['front', 'back'] as const)('the picture from the %s', (view) => {
  const zones = ZONES[view];

  it('has areas of the vocabulary that are big enough, inside it and apart', () => {
    for (const { region, x, y, width, height } of zones) {
      expect(known, region).toContain(region);
      expect(Math.min(width, height), region).toBeGreaterThanOrEqual(48);
      expect(Math.min(x, y), region).toBeGreaterThanOrEqual(0);
      expect(x + width, region).toBeLessThanOrEqual(PICTURE.width);
      expect(y + height, region).toBeLessThanOrEqual(PICTURE.height);
    }
    for (const a of zones)
      for (const b of zones) {
        const apart =
          a === b ||
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y;
        expect(apart, `${a.region} ${a.side} and ${b.region} ${b.side}`).toBe(true);
      }
  });

  it('has the right hand where the person has it', () => {
    const right = zones.find(({ region, side }) => region === 'hand' && side === 'right');
    const middle = PICTURE.width / 2;
    expect(right && (view === 'front' ? right.x < middle : right.x > middle)).toBe(true);
  });
});

it('a zone is marked on its side, on both, and where no side was said', () => {
  const [right, left] = ZONES.front.filter(({ region }) => region === 'leg');
  if (!right || !left) throw new Error('no legs');
  const marked = (site: Parameters<typeof isMarked>[1]): boolean[] =>
    [right, left].map((zone) => isMarked(zone, site));
  expect(marked({ region: 'leg', side: 'right' })).toEqual([true, false]);
  expect(marked({ region: 'leg', side: 'both' })).toEqual([true, true]);
  expect(marked({ region: 'leg' })).toEqual([true, true]);
  expect(marked({ region: 'arm', side: 'right' })).toEqual([false, false]);
  expect(marked(undefined)).toEqual([false, false]);
});

it('a second tap on the same place takes it back', () => {
  const [right, left] = ZONES.front.filter(({ region }) => region === 'leg');
  const belly = ZONES.front.find(({ region }) => region === 'abdomen');
  if (!right || !left || !belly) throw new Error('no such zone');
  const site = tapped(right, undefined);
  expect(site).toEqual({ region: 'leg', side: 'right' });
  expect(tapped(left, site)).toEqual({ region: 'leg', side: 'left' });
  expect(tapped(right, site)).toBeUndefined();
  expect(tapped(belly, site)).toEqual({ region: 'abdomen' });
});
