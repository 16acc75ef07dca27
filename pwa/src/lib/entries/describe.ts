/** An entry in a few words, for lists. */
import { symptomName, t, type Key } from '../i18n/index.ts';
import { dayTitle, number } from '../i18n/words.ts';
import type { Body, Entry, EntryType } from '../sync/types.ts';
import { shownTemperature, shownWeight } from './units.ts';

type Units = 'metric' | 'imperial';

const num = (body: Body, key: string): number | undefined =>
  typeof body[key] === 'number' ? body[key] : undefined;
const text = (body: Body, key: string): string => (typeof body[key] === 'string' ? body[key] : '');

/** The word for a score from 0 to 4. */
export function severityWord(level: number): string {
  return t(`severity.${Math.min(4, Math.max(0, level))}` as Key);
}

function symptomWords(body: Body): string {
  if (
    typeof body['present'] === 'boolean' &&
    !['severity', 'amount', 'frequency'].some((key) => key in body)
  ) {
    return t(body['present'] ? 'do.yes' : 'do.no');
  }
  const severity = num(body, 'severity') ?? num(body, 'interference');
  if (severity !== undefined) return severityWord(severity);
  const amount = num(body, 'amount');
  if (amount !== undefined) return t(`amount.${amount}` as Key);
  const frequency = num(body, 'frequency');
  return frequency === undefined ? '' : t(`frequency.${frequency}` as Key);
}

function dietWords(body: Body): string {
  const eaten = num(body, 'intake_percent');
  const known = [100, 75, 50, 25, 0].find((step) => eaten !== undefined && eaten >= step);
  return known === undefined ? text(body, 'meals') : t(`diet.${known}` as Key);
}

function sleepWords(body: Body): string {
  const quality = num(body, 'quality');
  const hours = num(body, 'hours');
  return [
    quality === undefined ? '' : t(`sleep.${quality}` as Key),
    hours === undefined ? '' : t('sleep.hours.n', { n: hours })
  ]
    .filter(Boolean)
    .join(', ');
}

function outOf(body: Body, of: number): string {
  const score = num(body, 'score');
  return score === undefined ? '' : t('log.choice', { n: score, of });
}

const WORDS: Record<EntryType, (body: Body, units: Units) => string> = {
  symptom: symptomWords,
  checkin: (body) => {
    const overall = num(body, 'overall');
    return overall === undefined ? t('checkin.clear') : t(`overall.${overall}` as Key);
  },
  temperature: (body, units) => shownTemperature(num(body, 'celsius') ?? 0, units),
  weight: (body, units) => shownWeight(num(body, 'kg') ?? 0, units),
  sleep: sleepWords,
  diet: dietWords,
  activity: (body) => {
    const minutes = num(body, 'minutes') ?? 0;
    return minutes === 0 ? t('activity.0') : t('activity.min', { n: minutes });
  },
  alcohol: (body) => number(num(body, 'drinks') ?? 0),
  tobacco: (body) => t(body['used'] === true ? 'do.yes' : 'do.no'),
  lab: (body) =>
    [
      // A value of 0 is one, too.
      'value' in body ? number(num(body, 'value') ?? 0, 6) : '',
      text(body, 'unit'),
      text(body, 'qualitative')
    ]
      .filter(Boolean)
      .join(' '),
  mood_screen: (body) => outOf(body, 6),
  distress: (body) => outOf(body, 10),
  note: (body) => text(body, 'text'),
  appointment: (body) => [dayTitle(text(body, 'on')), text(body, 'at')].filter(Boolean).join(', '),
  question: (body) => text(body, 'text'),
  photo: (body) => text(body, 'what')
};

/** A test by the name that people know it by: in words, in capitals ("CA19-9"), or as typed. */
function testName(analyte: string): string {
  const key = `analyte.${analyte}`;
  const name = t(key as Key);
  if (name !== key) return name;
  return /^[a-z]{2,3}[\d_]*$/.test(analyte) ? analyte.replace('_', '-').toUpperCase() : analyte;
}

/** What kind of thing it is: the symptom's name, or the kind's. */
export function titleOf({ type, body }: Pick<Entry, 'type' | 'body'>): string {
  if (type === 'symptom') return symptomName(text(body, 'symptom'));
  if (type === 'lab' && text(body, 'analyte')) return testName(text(body, 'analyte'));
  if (type === 'appointment') return t(`appointment.kind.${text(body, 'kind')}` as Key);
  return t(`kind.${type}`);
}

/** What was said about it. */
export function wordsOf({ type, body }: Pick<Entry, 'type' | 'body'>, units: Units): string {
  return WORDS[type](body, units);
}

/** The free text in it, if any. */
export function noteOf({ type, body }: Pick<Entry, 'type' | 'body'>): string {
  return type === 'note' ? '' : text(body, 'note');
}
