/**
 * The rules as they are shown to anyone, signed in or not, with the words of their page. They come
 * apart from the app's other words, because only one page needs them.
 */
import { format, type Lang, type Params } from '../i18n/format.ts';
import type { Urgency } from '../flags/types.ts';
import type en from './en.json';

export type Mark = 'V' | 'S' | 'K' | 'D';
export type Group = 'A' | 'B' | 'C' | 'D';
export type Setting = number | string | null | readonly string[];

export interface RulePage {
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  readonly where: 'P' | 'P*' | 'H';
  /** What it looks at, sentence by sentence. */
  readonly says: readonly string[];
  /** Whether the person's usual level must be passed. */
  readonly usual: boolean;
  /** Whether it is off in comfort care. */
  readonly muted: boolean;
  /** The mark of the rule under the empty name, and of parts that rest on less. */
  readonly evidence: Readonly<Record<string, Mark>>;
  readonly sources: readonly string[];
  readonly numbers: Readonly<Record<string, Setting>>;
}

export interface Source {
  readonly title: string;
  readonly url: string | null;
  readonly mark: Mark;
}

/** What the build makes of the rule data for one language. */
export interface RuleData {
  readonly version: string;
  readonly closing: string;
  /** From the gravest down: slug, heading, what to do. */
  readonly levels: readonly (readonly [Urgency, string, string])[];
  readonly rules: readonly RulePage[];
  readonly shared: Readonly<Record<string, Setting>>;
  readonly sources: Readonly<Record<string, Source>>;
}

export type Word = Extract<keyof typeof en, string>;

export interface Book extends RuleData {
  readonly say: (word: Word, params?: Params) => string;
}

const LOADERS: Record<Lang, () => Promise<[{ default: RuleData }, { default: typeof en }]>> = {
  en: () => Promise.all([import('virtual:daybook/rulebook/en'), import('./en.json')]),
  es: () => Promise.all([import('virtual:daybook/rulebook/es'), import('./es.json')])
};

export async function loadBook(lang: Lang): Promise<Book> {
  const [{ default: data }, { default: words }] = await LOADERS[lang]();
  return { ...data, say: (word, params) => format(words[word], lang, params) };
}

export const GROUPS: readonly Group[] = ['A', 'B', 'C', 'D'];

/** The rule that an address names after its "#". */
export function ruleIn(hash: string, { rules }: Pick<RuleData, 'rules'>): RulePage | undefined {
  return rules.find(({ id }) => `#${id}` === hash);
}
