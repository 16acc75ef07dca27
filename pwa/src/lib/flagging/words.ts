/**
 * The words of the rules in one language, fetched when a flag is first shown. The worker keeps
 * them, so they are there without a network; a card that must be read at once does not wait for
 * them.
 */
import type { Lang } from '../i18n/format.ts';
import type { GeneralWords, RuleData, RuleTexts, WordedRules } from '../flags/types.ts';

export interface Words {
  readonly general: GeneralWords;
  readonly rules: Readonly<Record<string, RuleTexts>>;
}

const loaders: Record<Lang, () => Promise<{ default: Words }>> = {
  en: () => import('virtual:daybook/words/en'),
  es: () => import('virtual:daybook/words/es')
};
const known = new Map<Lang, Words>();

async function wordsIn(lang: Lang): Promise<Words> {
  const words = known.get(lang) ?? (await loaders[lang]()).default;
  known.set(lang, words);
  return words;
}

/** The rule data with the words of that language; null where they cannot be had. */
export async function worded(rules: RuleData, lang: Lang): Promise<WordedRules | null> {
  try {
    const words = await wordsIn(lang);
    const withTexts = rules.rules.map((rule) => {
      const texts = rule.texts ?? words.rules[rule.id];
      return texts ? { ...rule, texts } : rule;
    });
    return { ...words.general, ...rules, rules: withTexts };
  } catch {
    return null;
  }
}
