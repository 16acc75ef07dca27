/** The charts on the page for a visit, without anything to tap. Fetched when there are some. */
import { daysBetween, type Day } from '../core/days.ts';
import type { Units } from '../entries/measures.ts';
import { t } from '../i18n/index.ts';
import { isToTell, levelWords, pointWord, subjectName, type Said } from '../trends/words.ts';
import { ends, isMeasure, scoreOf, series, subjectOf, type Noted } from '../trends/series.ts';

/** What is to be drawn, and from what. */
export interface ToDraw {
  chosen: readonly string[];
  entries: readonly Noted[];
  from: Day;
  to: Day;
  units: Units;
}

/** A chart without anything to tap, in percent of its width and height. */
export interface Drawn {
  of: string;
  title: string;
  /** Its axis has numbers, and neither end is better. */
  measure: boolean;
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

/** What has fewer than two points there is no chart. */
export function drawn({ chosen, entries, from, to, units }: ToDraw): Drawn[] {
  const lately = entries.filter(({ local_date }) => local_date >= from && local_date <= to);
  return chosen.flatMap((of) => {
    const points = series(lately, of);
    const score = scoreOf(lately.find((entry) => subjectOf(entry) === of)?.body ?? {});
    const said = { of, points, units, score };
    return points.length < 2 ? [] : [draw(said, from, to)];
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
    ...{ of, rows, from, to, title: subjectName(of), measure: isMeasure(of) },
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
      x: 3 + (daysBetween(from, point.day) / daysBetween(from, to)) * 94,
      y: ((share(point.value) * (rows.length - 1) + 0.5) / rows.length) * 100
    })),
    joined: points.flatMap(({ day }, at) => {
      const before = points[at - 1];
      return before && daysBetween(before.day, day) === 1 ? [[at - 1, at] as [number, number]] : [];
    })
  };
}
