/** For tests: the rule data and the catalogue as the server puts them together, from its files. */
import { readFileSync } from 'node:fs';
import type { Catalogue } from '../../catalogue/types.ts';
import type { RuleSpec, RuleTexts, WordedRules } from '../types.ts';

const REPOSITORY = new URL('../../../../../', import.meta.url);

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, REPOSITORY), 'utf8')) as T;
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
