/**
 * The words of the rules in one language, fetched when a flag is first shown. The worker keeps
 * them, so they are there without a network; a card that must be read at once does not wait for
 * them.
 */
import type { Lang } from '../i18n/format.ts';
import type { RuleData, RuleTexts } from '../flags/types.ts';

type RuleWords = Readonly<Record<string, RuleTexts>>;

const loaders: Record<Lang, () => Promise<{ default: RuleWords }>> = {
  en: () => import('virtual:daybook/words/en'),
  es: () => import('virtual:daybook/words/es')
};
const known = new Map<Lang, RuleWords>();

async function wordsIn(lang: Lang): Promise<RuleWords> {
  const words = known.get(lang) ?? (await loaders[lang]()).default;
  known.set(lang, words);
  return words;
}

/** The rule data with the words of that language; as it is where they cannot be had. */
export async function worded(rules: RuleData, lang: Lang): Promise<RuleData> {
  try {
    const words = await wordsIn(lang);
    const withTexts = rules.rules.map((rule) => {
      const texts = rule.texts ?? words[rule.id];
      return texts ? { ...rule, texts } : rule;
    });
    return { ...rules, rules: withTexts };
  } catch {
    return rules;
  }
}
