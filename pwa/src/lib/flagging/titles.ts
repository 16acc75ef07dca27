/** What a flag is about, in a few words, and where its rule comes from; for those who only read. */
import titles from 'virtual:daybook/titles';
import type { Lang } from '../i18n/format.ts';

/** The rule's title; undefined when the rule is newer than this version of the app. */
export function titleOfRule(rule: string, lang: Lang): string | undefined {
  return titles[rule]?.title[lang];
}

/** The sources that a rule cites. */
export function sourcesOfRule(
  rule: string
): readonly { readonly title: string; readonly url: string | null }[] {
  return titles[rule]?.sources ?? [];
}
