/** What a series says, in the words that were tapped. */
import { symptomName, t, type Key } from '../i18n/index.ts';
import type { Units } from '../entries/measures.ts';
import { shownTemperature, shownWeight } from '../entries/units.ts';
import { isMeasure, isSymptom, TELL_FROM, WORST, type Point, type Score } from './series.ts';

/** What is drawn, as people know it. */
export function subjectName(of: string): string {
  return isSymptom(of) ? symptomName(of) : t(`kind.${of}` as Key);
}

const EATEN = [100, 75, 50, 25, 0];

/** The word of a level; `score` is what was asked about a symptom. */
export function levelWord(of: string, level: number, score: Score = 'severity'): string {
  if (of === 'checkin') return t(`overall.${level}` as Key);
  if (of === 'sleep') return t(`sleep.${level}` as Key);
  if (of === 'diet') return t(`diet.${EATEN[level] ?? 0}` as Key);
  return t(`${score === 'interference' ? 'severity' : score}.${level}` as Key);
}

/** All words of a scale, the best first. */
export const levelWords = (of: string, score?: Score): string[] =>
  Array.from({ length: WORST + 1 }, (_, level) => levelWord(of, level, score));

/** A measure with its unit. */
export function measureWord(of: string, value: number, units: Units): string {
  return of === 'weight' ? shownWeight(value, units) : shownTemperature(value, units);
}

export interface Said {
  of: string;
  points: readonly Point[];
  units: Units;
  score: Score | undefined;
}

/** A point in words. */
export function pointWord({ of, units, score }: Said, { value }: Point): string {
  return isMeasure(of) ? measureWord(of, value, units) : levelWord(of, value, score);
}

/** What stands above the chart and is its text alternative; change is said by the page. */
export function sentences(said: Said): string[] {
  const { of, points } = said;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  if (isMeasure(of)) {
    const from = pointWord(said, first);
    return points.length === 1 ? [from] : [t('trends.fromto', { from, to: pointWord(said, last) })];
  }
  const worst = Math.max(...points.map(({ value }) => value));
  const days = points.filter(({ value }) => value === worst).length;
  const told = [t('trends.days', { n: points.length })];
  if (worst > 0) {
    told.push(t('trends.worst', { word: levelWord(of, worst, said.score), n: days }));
  }
  return told;
}

/** Whether a point is one to tell the team about. */
export const isToTell = (of: string, { value }: Point): boolean =>
  isSymptom(of) && value >= TELL_FROM;
