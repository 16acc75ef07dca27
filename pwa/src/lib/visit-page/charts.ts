/** The charts that somebody put on the page for a visit; which ones, this phone remembers. */
import { addDays, daysBetween, type Day } from '../core/days.ts';
import type { Journal } from '../db/database.ts';
import type { Units } from '../entries/measures.ts';
import { t } from '../i18n/index.ts';
import { isToTell, levelWords, pointWord, subjectName, type Said } from '../trends/words.ts';
import { ends, isMeasure, scoreOf, series, subjectOf, type Noted } from '../trends/series.ts';
import { WEEKS_BACK } from './page.ts';

/** More do not fit on one page. */
export const MOST_CHARTS = 3;
const KEY = 'visit_charts';

export async function chartsChosen(db: Journal): Promise<string[]> {
  return ((await db.kv.get(KEY))?.value as string[] | undefined) ?? [];
}

/** Puts one on the page or takes it off; false where there is no room for one more. */
export async function putChart(db: Journal, of: string, on: boolean): Promise<boolean> {
  return db.transaction('rw', db.kv, async () => {
    const others = (await chartsChosen(db)).filter((one) => one !== of);
    if (on && others.length >= MOST_CHARTS) return false;
    await db.kv.put({ key: KEY, value: on ? [...others, of] : others });
    return true;
  });
}

/** A chart without anything to tap, in percent of its width and height. */
export interface Drawn {
  of: string;
  title: string;
  /** What it says, for those who do not see it. */
  label: string;
  /** What stands at the side, from the top to the bottom; some are empty. */
  rows: string[];
  from: Day;
  to: Day;
  points: { day: Day; x: number; y: number; copied: boolean; toTell: boolean }[];
  /** Pairs of points on days next to each other. */
  joined: [number, number][];
}

/** Of the last four weeks; what has fewer than two points there is no chart. */
export function drawn(
  chosen: readonly string[],
  entries: readonly Noted[],
  today: Day,
  units: Units
): Drawn[] {
  const from = addDays(today, -WEEKS_BACK);
  const lately = entries.filter(({ local_date }) => local_date >= from && local_date <= today);
  return chosen.flatMap((of) => {
    const points = series(lately, of);
    const score = scoreOf(lately.find((entry) => subjectOf(entry) === of)?.body ?? {});
    const said = { of, points, units, score };
    return points.length < 2 ? [] : [draw(said, from, today)];
  });
}

function draw(said: Said, from: Day, to: Day): Drawn {
  const { of, points, score } = said;
  const [low, high] = ends(of, points);
  const word = (value: number): string => pointWord(said, { value, day: to, copied: false });
  const rows = isMeasure(of) ? [word(high), '', '', '', word(low)] : levelWords(of, score);
  const share = (value: number): number =>
    isMeasure(of) ? (high - value) / (high - low) : value / (rows.length - 1);
  const [first, last] = [points[0], points.at(-1)];
  return {
    ...{ of, rows, from, to, title: subjectName(of) },
    label:
      first && last
        ? t('myvisit.then', {
            what: subjectName(of),
            from: pointWord(said, first),
            to: pointWord(said, last)
          })
        : '',
    points: points.map((point) => ({
      day: point.day,
      copied: point.copied,
      toTell: isToTell(of, point),
      x: 3 + (daysBetween(from, point.day) / WEEKS_BACK) * 94,
      y: ((share(point.value) * (rows.length - 1) + 0.5) / rows.length) * 100
    })),
    joined: points.flatMap(({ day }, at) => {
      const before = points[at - 1];
      return before && daysBetween(before.day, day) === 1 ? [[at - 1, at] as [number, number]] : [];
    })
  };
}
