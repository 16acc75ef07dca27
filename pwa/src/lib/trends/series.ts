/**
 * One thing over time: a point for each day with a note, and nothing for a day without. Of several
 * notes on one day, the worst stands for it.
 */
import type { Day } from '../core/days.ts';
import type { Body, Entry } from '../sync/types.ts';

/** Screens, prints and mails draw every level this way; the numbers of a scale never do. */
export const UP_IS_BETTER = true;
/** The most a level can be: 0 is the best. */
export const WORST = 4;
/** From this level on a symptom is worth telling the team about, as rule F17 has it. */
export const TELL_FROM = 3;

/** What can be drawn: these types, and each symptom by its slug. */
export const MEASURES = ['weight', 'temperature'] as const;
export const LEVELS = ['checkin', 'sleep', 'diet'] as const;
export type Measure = (typeof MEASURES)[number];
export type Levelled = (typeof LEVELS)[number];

export type Noted = Pick<Entry, 'type' | 'local_date' | 'occurred_at' | 'body'>;

export interface Point {
  day: Day;
  /** A level from 0, the best, to 4; of a measure the number itself, in kg or degrees Celsius. */
  value: number;
  /** Taken over from the day before, and not looked at anew. */
  copied: boolean;
}

export const isMeasure = (of: string): of is Measure =>
  (MEASURES as readonly string[]).includes(of);
export const isSymptom = (of: string): boolean =>
  !isMeasure(of) && !(LEVELS as readonly string[]).includes(of);

const num = (body: Body, key: string): number | undefined =>
  typeof body[key] === 'number' ? body[key] : undefined;

/** The first attribute that was answered; "is it there" alone has no level. */
export const SCORES = ['severity', 'interference', 'amount', 'frequency'] as const;
export type Score = (typeof SCORES)[number];

export function scoreOf(body: Body): Score | undefined {
  return SCORES.find((name) => name in body);
}

const VALUES: Record<Measure | Levelled, (body: Body) => number | undefined> = {
  checkin: (body) => num(body, 'overall'),
  sleep: (body) => num(body, 'quality'),
  diet: (body) => {
    const eaten = num(body, 'intake_percent');
    return eaten === undefined ? undefined : Math.ceil((100 - Math.min(100, eaten)) / 25);
  },
  weight: (body) => num(body, 'kg'),
  temperature: (body) => num(body, 'celsius')
};

/** What of all this an entry is about; undefined for what is not drawn. */
export function subjectOf({ type, body }: Pick<Entry, 'type' | 'body'>): string | undefined {
  if (type === 'symptom') return scoreOf(body) && String(body['symptom']);
  return type in VALUES && VALUES[type as keyof typeof VALUES](body) !== undefined
    ? type
    : undefined;
}

function valueOf({ type, body }: Noted): number {
  const score = type === 'symptom' ? scoreOf(body) : undefined;
  const found = score ? num(body, score) : VALUES[type as keyof typeof VALUES](body);
  return found ?? 0;
}

/** A chart of a measure is at least so high, in its unit: a small step must not look like a fall. */
const LEAST: Record<Measure, number> = { weight: 6, temperature: 3 };

/** The lowest and the highest number on the axis of a measure, whole ones. */
export function ends(of: string, points: readonly Point[]): [low: number, high: number] {
  if (!isMeasure(of) || points.length === 0) return [0, WORST];
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values))];
  const more = Math.max(0, LEAST[of] - (high - low));
  return [low - Math.ceil(more / 2), high + Math.floor(more / 2)];
}

/** The points of one thing, the oldest day first. */
export function series(entries: readonly Noted[], of: string): Point[] {
  const days = new Map<Day, { point: Point; at: string }>();
  for (const entry of entries) {
    if (subjectOf(entry) !== of) continue;
    const point = {
      day: entry.local_date,
      value: valueOf(entry),
      copied: entry.body['copied'] === true
    };
    const held = days.get(point.day);
    const goesBefore = isMeasure(of)
      ? entry.occurred_at > (held?.at ?? '')
      : point.value > (held?.point.value ?? -1) ||
        (point.value === held?.point.value && !point.copied);
    if (goesBefore) days.set(point.day, { point, at: entry.occurred_at });
  }
  return [...days.values()].map(({ point }) => point).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Everything that was noted and can be drawn, what was noted on most days first. */
export function subjects(entries: readonly Noted[]): string[] {
  const days = new Map<string, Set<Day>>();
  for (const entry of entries) {
    const of = subjectOf(entry);
    if (of) days.set(of, (days.get(of) ?? new Set()).add(entry.local_date));
  }
  return [...days]
    .sort(([a, on], [b, other]) => other.size - on.size || a.localeCompare(b))
    .map(([of]) => of);
}
