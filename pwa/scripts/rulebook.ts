/** What the page on the rules shows: the facts of docs/rules.md, and their words in one language. */
import { load, ruleFiles, type Json } from './rule-files.ts';

interface Level {
  heading: Record<string, string>;
  do: { default: Record<string, string> };
}

type Words = Record<string, string>;

interface Nodes {
  regions: string[];
  same_side: boolean;
  by_first_site?: { sites: string[]; regions: string[] }[];
}

/** What the members of each set are: it decides what they are called. */
const KINDS: Record<string, 'cancer' | 'treatment' | 'named' | 'word'> = {
  ...{ systemic_treatment: 'treatment', brain_prone: 'cancer', bone_prone: 'cancer' },
  ...{ liver_prone: 'cancer', blood_cancers: 'cancer', womb_cancers: 'cancer' },
  ...{ lump_prone: 'cancer', urinary_cancers: 'cancer', arm: 'named', leg: 'named' },
  ...{ markers: 'named', counts: 'named', tamoxifen: 'word', blood_found: 'word' },
  ...{ prostatectomy: 'word' }
};

/** One sentence after the other, so that the page can show them as a list. */
function sentences(text: string): string[] {
  return text.split(/(?<=[.?!])\s+/);
}

/** The lists that rules look into, and how long flags stay quiet. */
export function ruleLists(): Json {
  const { data } = ruleFiles();
  const watch = data['watch_lists'] as Json;
  const { units } = data['definitions'] as { units: Record<string, Json> };
  const nodes = Object.entries(data['node_regions'] as Record<string, Nodes>);
  return {
    cooldowns: data['cooldowns'],
    order: data['tie_order'],
    always: watch['always'],
    watch: watch['by_cancer_type'],
    own: watch['needs_review'],
    sets: Object.entries(data['sets'] as Record<string, string[]>).map(([name, members]) => {
      const kind = KINDS[name];
      if (!kind) throw new Error(`no kind for the set ${name}`);
      return [name, kind, members];
    }),
    nodes: nodes.flatMap(([cancer, { regions, same_side, by_first_site }]) =>
      (by_first_site ?? [{ sites: [], regions }]).map((part) => [
        ...[cancer, part.sites, part.regions],
        same_side
      ])
    ),
    units: Object.fromEntries(Object.entries(units).map(([test, of]) => [test, Object.keys(of)]))
  };
}

/** The same in every language. */
export function ruleFacts(): Json {
  const { version, data, sources } = ruleFiles();
  const { units: _units, ...shared } = data['definitions'] as Json;
  return {
    version,
    rules: data.rules.map((rule) => ({
      ...{ id: rule.id, where: rule.where, group: rule['group'] },
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

/** The places and tests that the lists name. */
function named(lang: string): Json {
  const { texts } = ruleFiles();
  const regions = load('catalogue/data/vocabulary.json')['regions'] as Record<string, Words>;
  const tests = texts['analytes'] as Record<string, Words>;
  const words = [
    ...Object.entries(regions).map(([slug, name]) => [slug, name[lang]?.toLocaleLowerCase(lang)]),
    ...Object.entries(tests).map(([slug, name]) => [slug, name[lang]])
  ];
  const asked = JSON.stringify(ruleLists());
  return Object.fromEntries(words.filter(([slug]) => asked.includes(`"${slug}"`))) as Json;
}

export function ruleWords(lang: string): Json {
  const { data, texts } = ruleFiles();
  const levels = texts['levels'] as Record<string, Level>;
  const logic = texts['logic'] as Record<string, Record<string, string>>;
  const emergency = (texts['local_emergency'] as Record<string, string>)[lang] ?? '';
  return {
    closing: (texts['closing'] as Record<string, string>)[lang],
    levels: Object.entries(levels).map(([slug, level]) => [
      ...[slug, level.heading[lang]],
      level.do.default[lang]?.replace('{emergency}', emergency)
    ]),
    rules: Object.fromEntries(
      data.rules.map(({ id }) => [
        id,
        {
          title: (texts.rules[id]?.['title'] as Record<string, string>)[lang],
          says: sentences(logic[id]?.[lang] ?? '')
        }
      ])
    ),
    named: named(lang)
  };
}
