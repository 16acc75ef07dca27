/** The page for a visit, as text in the survivor's language: shown, printed, copied and sent. */
import { addDays, type Day } from '../core/days.ts';
import type { Appointment } from '../entries/appointments.ts';
import type { Units } from '../entries/measures.ts';
import { t } from '../i18n/index.ts';
import { list } from '../i18n/words.ts';
import type { Change } from '../trends/change.ts';
import type { Noted } from '../trends/series.ts';
import { levelWord, measureWord, subjectName as nameOf } from '../trends/words.ts';
import { changes, measured, usual, windows, type Changed, type Pair } from './changes.ts';
import type { Question } from './questions.ts';
import { visitDay, whenWords, whoWords } from './when.ts';

export interface VisitPage {
  title: string;
  period: string;
  changed: { how: Change; words: string }[];
  top: string[];
  questions: string[];
  also: string[];
}

export interface Given {
  /** The one to get ready for. */
  visit: Appointment | undefined;
  last: Appointment | undefined;
  /** At least those of the two stretches that are compared. */
  entries: readonly Noted[];
  /** What is to be raised first, in words. */
  top: readonly string[];
  questions: readonly Question[];
  today: Day;
  units: Units;
}

/** How a day was is a question on its own page; in a list it needs a name. */
const subjectName = (of: string): string => (of === 'checkin' ? t('myvisit.overall') : nameOf(of));

/** The first of the days that are needed without a visit to look back to. */
export const WEEKS_BACK = 27;

/** The last visit, if anything was noted around it that could be compared. */
export function landmark({ last, entries, today }: Given): Day | undefined {
  if (!last) return undefined;
  const { from, to } = windows(today, last.on).then;
  const noted = entries.some(({ local_date }) => local_date >= from && local_date <= to);
  return noted ? last.on : undefined;
}

export function visitPage(given: Given): VisitPage {
  const { visit, entries, today, units } = given;
  const since = landmark(given);
  const both = windows(today, since);
  const { worse, better, same, lately } = changes(entries, both);
  return {
    title: visit ? `${whoWords(visit)}, ${whenWords(visit)}` : t('myvisit.title'),
    period: since ? t('myvisit.since', { day: visitDay(since, today) }) : t('myvisit.weeks'),
    changed: [
      ...[...worse, ...better].map((one) => ({ how: one.how, words: changedWords(one) })),
      ...(same.length > 0 ? [{ how: 'same' as const, words: names(same.map(({ of }) => of)) }] : [])
    ],
    top: [...given.top],
    questions: given.questions
      .filter(({ answered, body }) => !answered && body['private'] !== true)
      .map(({ text }) => text),
    also: [
      pairWords('weight', measured(entries, 'weight', both), (value) =>
        measureWord('weight', value, units)
      ),
      ...(['sleep', 'diet'] as const).map((of) =>
        pairWords(of, usual(entries, of, both), (level) => levelWord(of, level))
      ),
      lately.length > 0 ? t('myvisit.lately', { what: names(lately) }) : ''
    ].filter(Boolean)
  };
}

const MOST_NAMES = 6;

function names(all: readonly string[]): string {
  const said = all.slice(0, MOST_NAMES).map(subjectName);
  const n = all.length - said.length;
  return list(n > 0 ? [...said, t('myvisit.others', { n })] : said);
}

function changedWords({ of, from, to, score }: Changed): string {
  return t('myvisit.then', {
    what: subjectName(of),
    from: levelWord(of, from, score),
    to: levelWord(of, to, score)
  });
}

/** Both, said side by side; which of them is better is for others to say. */
function pairWords(of: string, { then, now }: Pair, word: (value: number) => string): string {
  const what = subjectName(of);
  if (now === undefined) return '';
  const to = word(now);
  if (then === undefined) return t('myvisit.only', { what, word: to });
  const from = word(then);
  return from === to
    ? t('myvisit.before', { what, word: to })
    : t('myvisit.then', { what, from, to });
}

/** All of it in lines, to be pasted anywhere. */
export function asText({ title, period, changed, top, questions, also }: VisitPage): string {
  const part = (heading: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? ['', heading, ...lines] : [];
  return [
    title,
    ...part(
      `${t('myvisit.changed')}. ${period}`,
      changed.map(({ how, words }) => `- ${t(`myvisit.how.${how}`)}: ${words}`)
    ),
    ...part(
      t('myvisit.top'),
      top.map((words, at) => `${at + 1}. ${words}`)
    ),
    ...part(
      t('myvisit.questions'),
      questions.map((words) => `[ ] ${words}`)
    ),
    ...part(
      t('myvisit.also'),
      also.map((words) => `- ${words}`)
    )
  ].join('\n');
}

/** The most that a page may hold that is sent. */
const MOST = { line: 200, questions: 20, lines: 5 };

/** The page as it can be sent, which is what its sender reads before. */
export function forSending(page: VisitPage): VisitPage {
  const cut = (line: string): string =>
    line.length > MOST.line ? `${line.slice(0, MOST.line - 1)}…` : line;
  return {
    title: cut(page.title),
    period: cut(page.period),
    changed: page.changed.map(({ how, words }) => ({ how, words: cut(words) })),
    top: page.top.map(cut),
    questions: page.questions.slice(0, MOST.questions),
    also: page.also.slice(0, MOST.lines).map(cut)
  };
}

/** Which days have to be read for it: those around the last visit, and the last four weeks. */
export function daysNeeded(today: Day, last: Appointment | undefined): [from: Day, to: Day][] {
  const lately: [Day, Day] = [addDays(today, -WEEKS_BACK), today];
  if (!last) return [lately];
  const { from, to } = windows(today, last.on).then;
  return from >= lately[0]
    ? [lately]
    : [[from, to < lately[0] ? to : addDays(lately[0], -1)], lately];
}
