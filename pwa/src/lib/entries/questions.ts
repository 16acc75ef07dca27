/** Which questions a symptom's form asks, from the catalogue. Pure. */
import type { FullTerm } from '../flagging/data.ts';
import type { Finding } from '../flags/types.ts';
import type { Body } from '../sync/types.ts';

export type Asked = 'severity' | 'frequency' | 'amount' | 'interference' | 'present';

const FIRST: readonly Asked[] = ['severity', 'frequency', 'amount', 'present'];

/** The one question whose answer saves the entry. */
export function firstOf(term: FullTerm): Asked {
  return FIRST.find((attribute) => term.attributes.includes(attribute)) ?? 'present';
}

/** The other scored questions, asked only when the symptom is there. */
export function othersOf(term: FullTerm): Asked[] {
  const first = firstOf(term);
  return term.attributes.filter((attribute) => attribute !== first && attribute !== 'present');
}

/** The scale of the catalogue that a question is answered on. */
export function scaleOf(term: FullTerm, attribute: Asked): string {
  return attribute === 'amount' ? (term.amount_scale ?? 'amount') : attribute;
}

/** Whether the symptom is there at all. */
export function isThere(body: Body): boolean {
  if (body['present'] === true) return true;
  return FIRST.some((attribute) => Number(body[attribute] ?? 0) > 0);
}

/**
 * The question to ask now, of those that decide how urgent an alarming symptom is, when so many
 * have been answered. The note is saved before and after each; none is asked once the rules say
 * that it is an emergency, nor after the highest score.
 */
export function nextQuestion(
  term: FullTerm,
  body: Body,
  answered: number,
  findings: readonly Pick<Finding, 'urgency'>[]
): string | undefined {
  if (!isThere(body) || body[firstOf(term)] === 4) return undefined;
  if (findings.some(({ urgency }) => urgency === 'emergency_now')) return undefined;
  return term.deciding?.[answered];
}

/** The yes-or-no questions that are left for "Add more". */
export function qualifiersOf(term: FullTerm): readonly string[] {
  return term.qualifiers ?? [];
}

/** The qualifiers with one answer put in or taken out; undefined when none is left. */
export function answered(known: unknown, qualifier: string, yes: boolean): string[] | undefined {
  const before = Array.isArray(known) ? known.map(String) : [];
  const after = before.filter((name) => name !== qualifier).concat(yes ? [qualifier] : []);
  return after.length > 0 ? after.sort() : undefined;
}
