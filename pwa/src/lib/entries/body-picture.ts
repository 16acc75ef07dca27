/** Where the areas of the body lie in its picture, and what a tap there means. */
import type { Site } from './body.ts';

export type View = 'front' | 'back';

/** A part of the picture to tap, in its own units. Left and right are those of the person. */
export interface Zone {
  region: string;
  side?: 'left' | 'right';
  x: number;
  y: number;
  width: number;
  height: number;
}

/** As wide and as high as the picture; 48 of its units are never less than 44 pixels. */
export const PICTURE = { width: 300, height: 752 } as const;

const one = (region: string, x: number, y: number, width: number, height: number): Zone => ({
  ...{ region, x, y, width, height }
});

/** Both of a pair. Seen from the front, what is on the person's right stands on the left. */
function pair(view: View, ...[region, x, y, width, height]: Parameters<typeof one>): Zone[] {
  const [first, second] =
    view === 'front' ? (['right', 'left'] as const) : (['left', 'right'] as const);
  return [
    { ...one(region, x, y, width, height), side: first },
    { ...one(region, PICTURE.width - x - width, y, width, height), side: second }
  ];
}

const limbs = (view: View): Zone[] => [
  ...pair(view, 'arm', 8, 288, 52, 168),
  ...pair(view, 'hand', 4, 460, 52, 52),
  ...pair(view, 'leg', 76, 540, 72, 144),
  ...pair(view, 'foot', 76, 688, 72, 56)
];

export const ZONES: Record<View, readonly Zone[]> = {
  front: [
    one('head', 104, 4, 92, 48),
    one('face', 104, 52, 92, 48),
    one('mouth', 104, 100, 92, 48),
    one('throat', 104, 148, 92, 48),
    ...pair('front', 'above_collarbone', 76, 196, 74, 48),
    ...pair('front', 'below_collarbone', 76, 244, 74, 48),
    ...pair('front', 'armpit', 16, 228, 56, 56),
    ...pair('front', 'breast', 70, 292, 52, 52),
    one('chest', 124, 292, 52, 52),
    one('abdomen_upper_right', 76, 344, 60, 48),
    one('abdomen_upper', 136, 344, 88, 48),
    one('abdomen', 76, 392, 148, 48),
    one('pelvis', 76, 440, 148, 48),
    ...pair('front', 'hip', 64, 488, 52, 52),
    one('groin', 118, 488, 64, 52),
    ...limbs('front')
  ],
  back: [
    one('head', 104, 4, 92, 132),
    one('neck', 104, 140, 92, 56),
    one('upper_back', 76, 204, 148, 80),
    one('mid_back', 76, 288, 148, 72),
    ...pair('back', 'flank', 66, 364, 50, 64),
    one('lower_back', 118, 364, 64, 64),
    ...pair('back', 'hip', 76, 432, 72, 104),
    ...limbs('back')
  ]
};

/** Whether the picture marks a zone: without a side, or with both, both of a pair are meant. */
export function isMarked({ region, side }: Zone, site: Site | undefined): boolean {
  if (site?.region !== region) return false;
  return (
    side === undefined || site.side === undefined || site.side === 'both' || site.side === side
  );
}

/** What a tap in the picture makes of the answer; the second one on the same place takes it back. */
export function tapped({ region, side }: Zone, site: Site | undefined): Site | undefined {
  const again = site?.region === region && site.side === side;
  if (again) return undefined;
  return side === undefined ? { region } : { region, side };
}
