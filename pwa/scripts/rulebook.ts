/** What the page on the rules shows, in one language: the facts of docs/rules.md. */
import { ruleFiles, type Json } from './rule-files.ts';

interface Level {
  heading: Record<string, string>;
  do: { default: Record<string, string> };
}

/** One sentence after the other, so that the page can show them as a list. */
function sentences(text: string): string[] {
  return text.split(/(?<=[.?!])\s+/);
}

export function rulebook(lang: string): Json {
  const { version, data, texts, sources } = ruleFiles();
  const levels = texts['levels'] as Record<string, Level>;
  const logic = texts['logic'] as Record<string, Record<string, string>>;
  const emergency = (texts['local_emergency'] as Record<string, string>)[lang] ?? '';
  const { units: _units, ...shared } = data['definitions'] as Json;
  return {
    version,
    closing: (texts['closing'] as Record<string, string>)[lang],
    levels: Object.entries(levels).map(([slug, level]) => [
      ...[slug, level.heading[lang]],
      level.do.default[lang]?.replace('{emergency}', emergency)
    ]),
    rules: data.rules.map((rule) => ({
      ...{ id: rule.id, where: rule.where, group: rule['group'] },
      title: (texts.rules[rule.id]?.['title'] as Record<string, string>)[lang],
      says: sentences(logic[rule.id]?.[lang] ?? ''),
      usual: rule['uses_baseline'],
      muted: rule['muted_in_comfort'],
      evidence: { '': rule['evidence'], ...(rule['evidence_parts'] as Json | undefined) },
      sources: rule.sources ?? [],
      numbers: rule['thresholds']
    })),
    shared,
    sources
  };
}
