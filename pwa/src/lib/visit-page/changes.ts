/** What changed between two stretches of days, by what was usual in each. Pure. */
import { addDays, type Day } from '../core/days.ts';
import { middle, type Change } from '../trends/change.ts';
import { isMeasure, isSymptom, scoreOf, series, subjectOf, subjects } from '../trends/series.ts';
import type { Noted, Point, Score } from '../trends/series.ts';

interface Stretch {
  from: Day;
  to: Day;
}

export interface Windows {
  then: Stretch;
  now: Stretch;
}

const SPAN = 14;
/** So many days with a note each stretch must have: a single bad day is no change. */
const ENOUGH = 2;
const MOST_LINES = 5;
/** What has a line of its own, changed or not. */
const OWN_LINES = ['weight', 'sleep', 'diet'];

/**
 * The last two weeks, and the two weeks around the last visit; without a visit, those before. They
 * never overlap: after a visit of a few days ago only what came since is now.
 */
export function windows(today: Day, visit: Day | undefined): Windows {
  const last = addDays(today, 1 - SPAN);
  if (visit === undefined) {
    return {
      then: { from: addDays(last, -SPAN), to: addDays(last, -1) },
      now: { from: last, to: today }
    };
  }
  const from = last > visit ? last : addDays(visit, 1);
  const until = addDays(visit, SPAN / 2 - 1);
  return {
    then: {
      from: addDays(visit, -SPAN / 2),
      to: until < from ? until : addDays(from, -1)
    },
    now: { from, to: today }
  };
}

export interface Changed {
  of: string;
  how: Change;
  /** The usual level then and now. */
  from: number;
  to: number;
  score: Score | undefined;
}

export interface Changes {
  /** At most five lines: worse ones, better ones, and one for all that is about the same. */
  worse: Changed[];
  better: Changed[];
  same: Changed[];
  /** Symptoms noted now and not then, of which nothing else can be said. */
  lately: string[];
}

const within = (points: readonly Point[], { from, to }: Stretch): number[] =>
  points.filter(({ day }) => day >= from && day <= to).map(({ value }) => value);

export function changes(entries: readonly Noted[], { then, now }: Windows): Changes {
  const found: Changed[] = [];
  const lately: string[] = [];
  for (const of of subjects(entries)) {
    if (isMeasure(of) || OWN_LINES.includes(of)) continue;
    const points = series(entries, of);
    const [before, after] = [within(points, then), within(points, now)];
    const isThere = after.some((level) => level > 0);
    if (isSymptom(of) && before.length === 0 && isThere && after.length >= ENOUGH) lately.push(of);
    if (before.length < ENOUGH || after.length < ENOUGH) continue;
    const [from, to] = [middle(before), middle(after)];
    const how = to > from ? 'worse' : to < from ? 'better' : 'same';
    found.push({ of, how, from, to, score: scoreIn(entries, of) });
  }
  const all = (how: Change): Changed[] =>
    found.filter((one) => one.how === how).sort((a, b) => step(b) - step(a));
  const [worse, better, same] = [all('worse'), all('better'), all('same')];
  const room = MOST_LINES - (same.length > 0 ? 1 : 0);
  return {
    worse: worse.slice(0, room),
    better: better.slice(0, Math.max(0, room - worse.length)),
    same,
    lately
  };
}

const step = ({ from, to }: Changed): number => Math.abs(to - from);

export function scoreIn(entries: readonly Noted[], of: string): Score | undefined {
  return scoreOf(entries.find((entry) => subjectOf(entry) === of)?.body ?? {});
}

export interface Pair {
  then: number | undefined;
  now: number | undefined;
}

/** The last number measured in each stretch. */
export function measured(entries: readonly Noted[], of: string, { then, now }: Windows): Pair {
  const points = series(entries, of);
  return { then: within(points, then).at(-1), now: within(points, now).at(-1) };
}

/** The usual level in each stretch, however few days have one. */
export function usual(entries: readonly Noted[], of: string, { then, now }: Windows): Pair {
  const points = series(entries, of);
  const of_ = (days: Stretch): number | undefined => {
    const levels = within(points, days);
    return levels.length > 0 ? middle(levels) : undefined;
  };
  return { then: of_(then), now: of_(now) };
}
