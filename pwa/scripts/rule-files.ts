/** The clinical data of the server, as it lies in its folders. Read at build time. */
import { readdirSync, readFileSync } from 'node:fs';

const JOURNAL = new URL('../../journal/', import.meta.url);
export type Json = Record<string, unknown>;

export function load(path: string): Json {
  return JSON.parse(readFileSync(new URL(path, JOURNAL), 'utf8')) as Json;
}

/** The newest version among `rules-1.0.0.json` and its like. */
function newest(): string {
  const versions = readdirSync(new URL('flags/data/', JOURNAL))
    .map((name) => /^rules-(\d+\.\d+\.\d+)\.json$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const last = versions.at(-1);
  if (!last) throw new Error('no rule data in journal/flags/data');
  return last;
}

export interface Rule extends Json {
  id: string;
  where: 'P' | 'P*' | 'H';
  sources?: string[];
}

export interface RuleFiles {
  version: string;
  data: Json & { rules: Rule[] };
  texts: Json & { rules: Record<string, Json> };
  sources: Record<string, Json>;
}

export function ruleFiles(): RuleFiles {
  const version = newest();
  const [data, texts, sources] = ['rules', 'texts', 'sources'].map((name) =>
    load(`flags/data/${name}-${version}.json`)
  ) as [RuleFiles['data'], RuleFiles['texts'], { sources: RuleFiles['sources'] }];
  return { version, data, texts, sources: sources.sources };
}

/** A value with only one language of everything that is said in several. */
export function inLanguage(value: unknown, lang: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, lang));
  const said = value as Json;
  if ('en' in said && 'es' in said) return { [lang]: said[lang] };
  return Object.fromEntries(
    Object.entries(said).map(([key, item]) => [key, inLanguage(item, lang)])
  );
}
