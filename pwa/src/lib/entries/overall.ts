import type { Body } from '../sync/types.ts';

export const LEVELS = [0, 1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** The overall rating in a check-in, if it has one. */
export function overallOf(body: Body): Level | undefined {
  return LEVELS.find((level) => level === body['overall']);
}
