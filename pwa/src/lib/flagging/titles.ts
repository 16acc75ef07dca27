/** What a flag is about, in a few words, from the built-in rule data; for those who only read. */
import rules from 'virtual:daybook/rules';
import type { Lang } from '../i18n/format.ts';

/** The rule's title; undefined when the rule is newer than this version of the app. */
export function titleOfRule(rule: string, lang: Lang): string | undefined {
  return rules.rules.find(({ id }) => id === rule)?.texts.title[lang];
}

/** The sources that a rule cites. */
export function sourcesOfRule(rule: string): { title: string; url: string | null }[] {
  const spec = rules.rules.find(({ id }) => id === rule) as { sources?: string[] } | undefined;
  return (spec?.sources ?? [])
    .map((name) => rules.sources[name])
    .filter((source) => source !== undefined);
}
