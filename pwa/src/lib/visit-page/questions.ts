/** The questions for the team, in the survivor's own order. Pure. */
import type { Body, Entry } from '../sync/types.ts';

export interface Question {
  id: string;
  text: string;
  place: number | undefined;
  answered: boolean;
  answer: string;
  /** The flag it came with. */
  flag: string | undefined;
  body: Body;
  author_id?: string | null | undefined;
  author_name?: string | null | undefined;
}

type Noted = Pick<Entry, 'id' | 'type' | 'body' | 'occurred_at' | 'author_id' | 'author_name'>;

/** All of them: those with a place by it, then the others as they came. */
export function questions(entries: readonly Noted[]): Question[] {
  return entries
    .filter(({ type, body }) => type === 'question' && typeof body['text'] === 'string')
    .sort(
      (a, b) =>
        placeOf(a) - placeOf(b) ||
        Date.parse(a.occurred_at) - Date.parse(b.occurred_at) ||
        (a.id < b.id ? -1 : 1)
    )
    .map(({ id, body, author_id, author_name }) => ({
      ...{ id, author_id, author_name },
      text: String(body['text']),
      place: typeof body['place'] === 'number' ? body['place'] : undefined,
      answered: body['answered'] === true,
      answer: typeof body['answer'] === 'string' ? body['answer'] : '',
      flag: typeof body['flag'] === 'string' ? body['flag'] : undefined,
      body
    }));
}

/** Past every place there is; two of them are still as good as each other. */
const NOWHERE = 1e12;
const placeOf = ({ body }: Noted): number =>
  typeof body['place'] === 'number' ? body['place'] : NOWHERE;

/** The place behind all of these. */
export function placeAtEnd(all: readonly Question[]): number {
  return Math.max(0, ...all.map(({ place }) => place ?? 0)) + 1;
}

/** Which places to write so that one of these moves by one up (-1) or down (1). */
export function moved(
  open: readonly Question[],
  id: string,
  by: -1 | 1
): { id: string; place: number }[] {
  const at = open.findIndex((one) => one.id === id);
  const one = open[at];
  if (!one || at + by < 0 || at + by >= open.length) return [];
  const order = open.toSpliced(at, 1).toSpliced(at + by, 0, one);
  const [before, after] = [order[at + by - 1]?.place, order[at + by + 1]?.place];
  const places = order.filter((other) => other !== one).map(({ place }) => place);
  if (!places.includes(undefined)) {
    const place =
      before === undefined
        ? (after ?? 0) - 1
        : after === undefined
          ? before + 1
          : (before + after) / 2;
    const fits = (before === undefined || before < place) && (after === undefined || place < after);
    if (fits) return [{ id, place }];
  }
  // Some have no place yet, or there is no number left between two: all are numbered anew.
  return order
    .map((other, n) => ({ id: other.id, place: n + 1, was: other.place }))
    .filter(({ place, was }) => place !== was)
    .map(({ id: other, place }) => ({ id: other, place }));
}

/** Whether the question of a flag is on the list already. */
export function isAsked(all: readonly Question[], flag: string, text: string): boolean {
  return all.some((one) => one.flag === flag || one.text === text);
}

/** The most that a question may hold. */
export const LONGEST = 500;
