/**
 * Gives the app the clinical data of the server at build time, so that rules, words and emergency
 * numbers are there on the first offline use. The shapes are those of the API's answers.
 */
import type { Plugin } from 'vite';
import { inLanguage, load, ruleFiles, type Json, type Rule } from './rule-files.ts';
import { ruleFacts, ruleLists, ruleWords } from './rulebook.ts';

const PREFIX = 'virtual:daybook/';
/** What only the server's rules and reviewers read; the phone would carry it for nothing. */
const SERVER_ONLY = [
  ...['logic', 'watch_lists', 'cooldowns', 'tie_order'],
  ...['hospice_offers', 'parts', 'empty'],
  // Comes with the pages that show it.
  'crisis_lines'
];
/** What is said with every flag; comes with the words of one language. */
const GENERAL = [
  ...['levels', 'closing', 'not_watched', 'local_emergency', 'emergency_number'],
  ...['months', 'day', 'analytes']
];

/** As `GET /api/v1/rules`, without the rules' words and without what the phone has no use for. */
function rules(): Json {
  const { version, data } = ruleFiles();
  const all = { ...data, rules: data.rules.map(slim), rule_set: version };
  return Object.fromEntries(Object.entries(all).filter(([key]) => !SERVER_ONLY.includes(key)));
}

/** A rule without what only its page shows; one that needs history, without its thresholds too. */
function slim({ id, where, concept, group, muted_in_comfort, thresholds }: Rule): Json {
  const asked = where === 'H' ? {} : { concept, group, muted_in_comfort, thresholds };
  return { id, where, ...asked };
}

function words(lang: string): Json {
  const { texts } = ruleFiles();
  const general = Object.fromEntries(GENERAL.map((key) => [key, texts[key]]));
  return inLanguage({ general, rules: texts.rules }, lang) as Json;
}

/** Title and sources of every rule, for those who read somebody else's journal. */
function titles(): Json {
  const { data, texts, sources } = ruleFiles();
  return Object.fromEntries(
    data.rules.map(({ id, sources: cited = [] }) => [
      id,
      { title: texts.rules[id]?.['title'], sources: cited.map((name) => sources[name]) }
    ])
  );
}

/** As `GET /api/v1/catalogue`, without other systems' codes, synonyms and the vocabulary. */
export function catalogue(): Json {
  const { symptoms, version } = load('catalogue/data/symptoms.json');
  const slim = (symptoms as Json[]).map(
    ({ codes: _codes, pro_ctcae: _items, synonyms: _words, ...term }) => term
  );
  return {
    version,
    symptoms: slim,
    scales: load('catalogue/data/scales.json')['scales'],
    grade_tables: load('catalogue/data/grade.json')['tables']
  };
}

/** Places, sides and qualifiers in words: only the page that logs a symptom asks for them. */
function vocabulary(): Json {
  const { regions, sides, qualifiers } = load('catalogue/data/vocabulary.json');
  return { regions, sides, qualifiers };
}

/** What counts more for which cancer: only the weekly check-in goes by it. */
function watchLists(): Json {
  const { always, by_cancer_type } = ruleFiles().data['watch_lists'] as Json;
  return { always, by_cancer_type };
}

/** By country, whom to call and to text when somebody thinks of hurting themselves. */
function crisisLines(): Json {
  const lines = ruleFiles().data['crisis_lines'] as Record<string, { call: string; text?: string }>;
  return Object.fromEntries(
    Object.entries(lines).map(([country, { call, text }]) => [country, { call, text }])
  );
}

function names(lang: string): Json {
  const terms = catalogue()['symptoms'] as { slug: string; name: Record<string, string> }[];
  return Object.fromEntries(terms.map((term) => [term.slug, term.name[lang]]));
}

/** The other words that people use, by symptom: what the search looks through. */
function synonyms(): Json {
  const { symptoms } = load('catalogue/data/symptoms.json');
  return Object.fromEntries(
    (symptoms as { slug: string; synonyms: Json }[]).map((term) => [term.slug, term.synonyms])
  );
}

const MODULES: Record<string, () => Json> = {
  rules,
  catalogue,
  vocabulary,
  titles,
  'watch-lists': watchLists,
  rulebook: ruleFacts,
  'rulebook/lists': ruleLists,
  'rulebook/en': () => ruleWords('en'),
  'rulebook/es': () => ruleWords('es'),
  synonyms,
  'words/en': () => words('en'),
  'words/es': () => words('es'),
  numbers: () => rules()['emergency_numbers'] as Json,
  'crisis-lines': crisisLines,
  'names/en': () => names('en'),
  'names/es': () => names('es')
};

export function dataPlugin(): Plugin {
  return {
    name: 'daybook-data',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const make = MODULES[id.slice(PREFIX.length + 1)];
      if (!make) throw new Error(`no such data: ${id}`);
      return `export default ${JSON.stringify(make())};`;
    }
  };
}
