/** The questions of one check-in, in their order, and which of them are open. Pure. */
import type { FullTerm } from '../flagging/data.ts';
import { firstOf, isThere, othersOf } from '../entries/questions.ts';
import type { Body } from '../sync/types.ts';

/** What the notes of today do not say: kept on this phone until the day is over. */
export interface Memory {
  /** There, but how bad has not been said yet. */
  yes: string[];
  /** Questions that were answered with something that leaves no trace, or left out. */
  past: string[];
}

export interface Question {
  /** "pain", "pain.severity", "chest_pain.sweating". */
  id: string;
  slug: string;
  kind: 'there' | 'score' | 'decide';
  /** The score or the qualifier that is asked for. */
  name: string;
  done: boolean;
}

type Bodies = ReadonlyMap<string, Body>;

const SCORES = ['severity', 'frequency', 'amount', 'interference', 'present'];
const HIGHEST = 4;

function ofTerm(term: FullTerm, body: Body | undefined, { yes, past }: Memory): Question[] {
  const { slug } = term;
  const first = firstOf(term);
  const make = (kind: Question['kind'], name: string, done: boolean): Question => {
    const id = kind === 'there' ? slug : `${slug}.${name}`;
    return { id, slug, kind, name, done: done || past.includes(id) };
  };
  const said = yes.includes(slug);
  const known = body !== undefined && SCORES.some((score) => score in body);
  const there = make('there', 'present', said || known);
  if (!said && !(body && isThere(body))) return [there];
  if (first === 'present') return [there];
  const score = make('score', first, Number(body?.[first] ?? 0) > 0);
  if (!body || !isThere(body)) return [there, score];
  const held = Array.isArray(body['qualifiers']) ? body['qualifiers'] : [];
  const deciding = body[first] === HIGHEST ? [] : (term.deciding ?? []);
  return [
    ...[there, score],
    ...deciding.map((name) => make('decide', name, held.includes(name))),
    ...othersOf(term).map((name) => make('score', name, name in body))
  ];
}

/** Every question that is asked as things stand, in order. */
export function questionsOf(
  terms: readonly FullTerm[],
  bodies: Bodies,
  memory: Memory
): Question[] {
  return terms.flatMap((term) => ofTerm(term, bodies.get(term.slug), memory));
}

/** The body once it is said that the symptom is not there: nothing that was said of it holds. */
export function notThere(term: FullTerm, body: Body | undefined): Body {
  const first = firstOf(term);
  const note = body?.['note'];
  return {
    symptom: term.slug,
    [first]: first === 'present' ? false : 0,
    ...(note === undefined ? {} : { note })
  };
}

/** What would still be asked of a symptom that is there; after an emergency none of it matters. */
export function furtherOf({ slug, ...term }: FullTerm): string[] {
  return [...(term.deciding ?? []), ...othersOf({ slug, ...term })].map(
    (name) => `${slug}.${name}`
  );
}
