/** Whether it got worse or better, said only where there is enough to say it. */
import type { Point } from './series.ts';

export type Change = 'worse' | 'better' | 'same';

/** So many days with a note each half must have. */
const ENOUGH = 3;

/** The middle one; of two in the middle the milder, so that it is always one that was noted. */
export const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/**
 * Compares the usual level of the days before a day with that of the days from it on. Undefined
 * when either side has too few days: a single bad day is no change.
 */
export function changeAt(points: readonly Point[], day: string): Change | undefined {
  const before = points.filter((point) => point.day < day).map(({ value }) => value);
  const after = points.filter((point) => point.day >= day).map(({ value }) => value);
  if (before.length < ENOUGH || after.length < ENOUGH) return undefined;
  const step = middle(after) - middle(before);
  if (step === 0) return 'same';
  return step > 0 ? 'worse' : 'better';
}
