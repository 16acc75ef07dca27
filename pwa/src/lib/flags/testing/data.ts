/** For tests: the rule data and the catalogue as the server puts them together, from its files. */
import { readFileSync } from 'node:fs';
import type { Catalogue } from '../../catalogue/types.ts';
import type { FlagText, Reader } from '../text.ts';
import type {
  Finding,
  Profile,
  Reading,
  RuleSpec,
  RuleTexts,
  Urgency,
  WordedRules
} from '../types.ts';

const REPOSITORY = new URL('../../../../../', import.meta.url);

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, REPOSITORY), 'utf8')) as T;
}

/** What the server found and wrote; both sides are held against it. */
export interface Vectors {
  readonly rule_set: string;
  readonly now: string;
  readonly cases: readonly {
    readonly case?: string;
    readonly profile: Profile;
    readonly now?: string;
    readonly readings: Reading[];
    readonly findings: Finding[];
  }[];
  readonly texts: readonly {
    readonly rule: string;
    readonly urgency: Urgency;
    readonly facts: Finding['facts'];
    readonly reader: Reader;
    readonly text: Partial<FlagText>;
  }[];
}

export function readVectors(): Vectors {
  return readJson<Vectors>('tests/vectors/flags-single-entry.json');
}

export function readRules(): WordedRules {
  const from = (name: string) => readJson<object>(`journal/flags/data/${name}-1.0.0.json`);
  const rules = from('rules') as WordedRules;
  const { rules: texts, ...words } = from('texts') as { rules: Record<string, RuleTexts> };
  const merged = rules.rules.map((spec) => ({ ...spec, texts: texts[spec.id] }) as RuleSpec);
  return { ...rules, ...words, rules: merged };
}

export function readCatalogue(): Catalogue {
  const from = (name: string) => readJson<object>(`journal/catalogue/data/${name}.json`);
  const { symptoms } = from('symptoms') as Catalogue;
  const { scales } = from('scales') as Catalogue;
  const { tables } = from('grade') as { tables: Catalogue['grade_tables'] };
  return { symptoms, scales, grade_tables: tables };
}
