import type { Attribute, GradeTable } from './types.ts';

/**
 * The summary grade of a report, 0 to 3, by the tables of the catalogue; `attributes` are those
 * the term has. 0 for the first one settles it. Null when an attribute is missing or the term has
 * no grade: a grade is never guessed.
 */
export function summaryGrade(
  tables: Readonly<Record<string, GradeTable>>,
  attributes: readonly Attribute[],
  scores: Readonly<Record<string, unknown>>
): number | null {
  const name = attributes.join('_');
  let step: number | GradeTable | undefined = tables[name === 'amount' ? 'interference' : name];
  const first = attributes[0];
  if (step === undefined || first === undefined) return null;
  if (scores[first] === 0) return 0;
  for (const attribute of attributes) {
    const score = scores[attribute];
    if (typeof score !== 'number' || typeof step !== 'object') return null;
    step = step[score];
  }
  return typeof step === 'number' ? step : null;
}
