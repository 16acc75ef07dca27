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

export interface RuleFacts {
  readonly id: string;
  readonly group: Group;
  readonly where: 'P' | 'P*' | 'H';
  /** Whether the person's usual level must be passed. */
  readonly usual: boolean;
  /** Whether it is off in comfort care. */
  readonly muted: boolean;
  /** The mark of the rule under the empty name, and of parts that rest on less. */
  readonly evidence: Readonly<Record<string, Mark>>;
  readonly sources: readonly string[];
  readonly numbers: Readonly<Record<string, Setting>>;
}

export interface RulePage extends RuleFacts {
  readonly title: string;
  /** What it looks at, sentence by sentence. */
  readonly says: readonly string[];
}

export interface Source {
  readonly title: string;
  readonly url: string | null;
  readonly mark: Mark;
}

type Slugs = readonly string[];

/** What rules share besides numbers, by the names of the rule file; comes when it is asked for. */
export interface Lists {
  /** How long an answered flag stays quiet. */
  readonly cooldowns: Readonly<Record<Urgency, { days: number } | { hours: number }>>;
  /** Which general rule speaks, of those that are as urgent. */
  readonly order: Slugs;
  /** The symptoms of every watch list, those by cancer, and the cancers whose list is our own. */
  readonly always: Slugs;
  readonly watch: Readonly<Record<string, Slugs>>;
  readonly own: Slugs;
  readonly sets: readonly (readonly [string, 'cancer' | 'treatment' | 'named' | 'word', Slugs])[];
  /** Cancer, where it was first, the places of its nodes, and whether the side must be the same. */
  readonly nodes: readonly (readonly [string, Slugs, Slugs, boolean])[];
  readonly units: Readonly<Record<string, Slugs>>;
}

/** What the build makes of the rule data for every language. */
export interface Facts {
  readonly version: string;
  readonly rules: readonly RuleFacts[];
  readonly shared: Readonly<Record<string, Setting>>;
  readonly sources: Readonly<Record<string, Source>>;
}

/** What it makes of it for one. */
export interface RuleWords {
  readonly closing: string;
  /** From the gravest down: slug, heading, what to do. */
  readonly levels: readonly (readonly [Urgency, string, string])[];
  readonly rules: Readonly<Record<string, { readonly title: string; readonly says: Slugs }>>;
  /** The places and tests that the lists name. */
  readonly named: Readonly<Record<string, string>>;
}

export type RuleData = Omit<Facts & RuleWords, 'rules'> & { readonly rules: readonly RulePage[] };

export type Word = Extract<keyof typeof en, string>;

export interface Book extends RuleData {
  readonly say: (word: Word, params?: Params) => string;
}

const LOADERS: Record<Lang, () => Promise<[{ default: RuleWords }, { default: typeof en }]>> = {
  en: () => Promise.all([import('virtual:daybook/rulebook/en'), import('./en.json')]),
  es: () => Promise.all([import('virtual:daybook/rulebook/es'), import('./es.json')])
};

export function ruleData(facts: Facts, words: RuleWords): RuleData {
  const untold = { title: '', says: [] };
  const rules = facts.rules.map((rule) => ({ ...rule, ...(words.rules[rule.id] ?? untold) }));
  return { ...facts, ...words, rules };
}

export async function loadBook(lang: Lang): Promise<Book> {
  const [{ default: facts }, [{ default: words }, { default: messages }]] = await Promise.all([
    import('virtual:daybook/rulebook'),
    LOADERS[lang]()
  ]);
  return {
    ...ruleData(facts, words),
    say: (word, params) => format(messages[word], lang, params)
  };
}

export const GROUPS: readonly Group[] = ['A', 'B', 'C', 'D'];

/** The rule that an address names after its "#". */
export function ruleIn(hash: string, { rules }: Pick<RuleData, 'rules'>): RulePage | undefined {
  return rules.find(({ id }) => `#${id}` === hash);
}
