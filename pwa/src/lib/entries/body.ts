/** Where on the body: the areas in the order of their list. */
import type { Body } from '../sync/types.ts';

export type Side = 'left' | 'right' | 'both';

export interface Site {
  region: string;
  side?: Side;
}

export const GROUPS = {
  head: ['head', 'face', 'mouth', 'throat', 'neck', 'brain'],
  chest: [
    ...['chest', 'breast', 'armpit', 'above_collarbone', 'below_collarbone'],
    ...['upper_back', 'mid_back', 'lower_back']
  ],
  belly: [
    ...['abdomen_upper', 'abdomen_upper_right', 'abdomen', 'pelvis', 'flank', 'groin', 'hip'],
    ...['prostate', 'testicle']
  ],
  limbs: ['arm', 'hand', 'leg', 'foot'],
  else: ['skin', 'blood', 'whole_body', 'other']
} as const satisfies Record<string, readonly string[]>;
export type Group = keyof typeof GROUPS;

/** The areas of a group, as far as the vocabulary has them; what no group has comes last. */
export function areasOf(group: Group, known: readonly string[]): string[] {
  const all = Object.values(GROUPS).flat() as string[];
  const named = (GROUPS[group] as readonly string[]).filter((area) => known.includes(area));
  return group === 'else' ? [...named, ...known.filter((area) => !all.includes(area))] : named;
}

export const siteOf = (body: Body): Site | undefined => body['site'] as Site | undefined;
