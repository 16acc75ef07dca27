/** The words of a flag, from the rule data's templates; the server fills them the same way. */
import type { Catalogue, Words } from '../catalogue/types.ts';
import type { Facts, WordedRules, RuleTexts, Urgency, Variants } from './types.ts';

export interface Reader {
  readonly locale: 'en' | 'es';
  readonly units: 'metric' | 'imperial';
  /** Two letters, empty when not known. */
  readonly country: string;
  readonly isHospice: boolean;
}

export interface FlagText {
  readonly heading: string;
  readonly title: string;
  readonly saw: string;
  readonly why: string;
  readonly do: string;
  readonly ask: string;
  readonly closing: string;
  /** Only at the most urgent level, where it must be read. */
  readonly not_watched: string | null;
}

type Part = 'saw' | 'why' | 'do' | 'ask';
const LB_PER_KG = 2.2046226218;

/** Half up, so that both sides write 100.8 for 100.76. */
function tenth(value: number): string {
  return (Math.round((value + Number.EPSILON) * 10) / 10).toFixed(1);
}

function plain(value: number): string {
  return tenth(value).replace(/\.0$/, '');
}

/** Fills the four parts; null for a rule that this rule data does not know. */
export function renderFlag(
  rules: WordedRules,
  catalogue: Catalogue,
  flag: { readonly rule: string; readonly urgency: Urgency; readonly facts: Facts },
  reader: Reader
): FlagText | null {
  const texts = rules.rules.find((spec) => spec.id === flag.rule)?.texts;
  if (!texts) return null;
  const level = rules.levels[flag.urgency];
  const fill = (words: Words): string => fillIn(rules, catalogue, words, flag.facts, reader);
  const part = (name: Part): string => {
    const variants = name === 'do' && reader.isHospice ? undefined : partOf(texts, name);
    const chosen = variants
      ? [String(flag.facts[name]), flag.urgency, 'default'].find((key) => key in variants)
      : reader.isHospice
        ? 'hospice'
        : 'default';
    const words = (variants ?? level.do)[chosen ?? 'default'];
    return words ? fill(words) : '';
  };
  return {
    heading: fill(level.heading),
    title: fill(texts.title),
    saw: part('saw'),
    why: part('why'),
    do: part('do'),
    ask: part('ask'),
    closing: fill(rules.closing),
    not_watched: flag.urgency === 'emergency_now' ? fill(rules.not_watched) : null
  };
}

function partOf(texts: RuleTexts, name: Part): Variants | undefined {
  return texts[name];
}

function fillIn(
  rules: WordedRules,
  catalogue: Catalogue,
  words: Words,
  facts: Facts,
  reader: Reader
): string {
  return words[reader.locale]
    .replace(/\{(\w+):(\w+)\}/g, (_, name: string, kind: string) =>
      word(rules, catalogue, { name, kind }, facts, reader)
    )
    .replace('{emergency}', emergency(rules, reader));
}

/** How to name the emergency number in a sentence. */
function emergency(rules: WordedRules, reader: Reader): string {
  const number = rules.emergency_numbers[reader.country]?.[0];
  return number === undefined
    ? rules.local_emergency[reader.locale]
    : rules.emergency_number[reader.locale].replace('{number}', number);
}

function word(
  rules: WordedRules,
  catalogue: Catalogue,
  place: { name: string; kind: string },
  facts: Facts,
  reader: Reader
): string {
  const value = facts[place.name] ?? '';
  switch (place.kind) {
    case 'number':
      return plain(Number(value));
    case 'result':
      return Number(value)
        .toFixed(4)
        .replace(/\.?0+$/, '');
    case 'text':
      return String(value);
    case 'analyte':
      return rules.analytes[String(value)]?.[reader.locale] ?? String(value);
    case 'date':
      return date(rules, String(value), reader);
    case 'temperature':
      return temperature(Number(value), reader);
    case 'weight':
      return reader.units === 'metric'
        ? `${plain(Number(value))} kg`
        : `${plain(Number(value) * LB_PER_KG)} lb`;
    case 'symptom':
      return term(catalogue, value)?.name[reader.locale] ?? String(value);
    default:
      return scored(catalogue, place.kind.endsWith('_scale') ? String(facts[place.kind]) : place.kind, Number(value), facts, reader);
  }
}

function term(catalogue: Catalogue, slug: unknown): Catalogue['symptoms'][number] | undefined {
  return catalogue.symptoms.find((item) => item.slug === slug);
}

function date(rules: WordedRules, day: string, reader: Reader): string {
  const [, month = 1, number = 1] = day.split('-').map(Number);
  return rules.day[reader.locale]
    .replace('{month}', rules.months[reader.locale][month - 1] ?? '')
    .replace('{day}', String(number));
}

function temperature(celsius: number, reader: Reader): string {
  const written = [`${tenth(celsius)} °C`, `${tenth((celsius * 9) / 5 + 32)} °F`];
  const [first, second] = reader.units === 'metric' ? written : written.reverse();
  return `${first} (${second})`;
}

/** The word of a score on its scale; a blood amount has a scale of its own. */
function scored(
  catalogue: Catalogue,
  scale: string,
  value: number,
  facts: Facts,
  reader: Reader
): string {
  const own = scale === 'amount' ? term(catalogue, facts['symptom'])?.amount_scale : undefined;
  const labels = catalogue.scales[own ?? scale]?.labels[reader.locale] ?? [];
  return labels[Math.min(value, labels.length - 1)] ?? '';
}
