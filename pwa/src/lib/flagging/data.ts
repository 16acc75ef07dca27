/** The clinical data on this device: what was built in, or what the server has sent since. */
import type { Catalogue, Term, Words } from '../catalogue/types.ts';
import type { RuleData } from '../flags/types.ts';

/** A symptom of the catalogue, with what the log form asks. */
export interface FullTerm extends Term {
  /** Absent in the built-in data, where only the search loads them. */
  readonly synonyms?: { readonly en: readonly string[]; readonly es: readonly string[] };
  readonly qualifiers?: readonly string[];
  readonly deciding?: readonly string[];
  readonly has_site?: boolean;
  readonly has_count?: boolean;
  readonly hint?: Words;
}

export interface FullScale {
  readonly question: Words;
  readonly labels: { readonly en: readonly string[]; readonly es: readonly string[] };
}

export interface FullCatalogue extends Catalogue {
  readonly version: string;
  readonly symptoms: readonly FullTerm[];
  readonly scales: Readonly<Record<string, FullScale>>;
}

/** What a symptom's place and nature are called. */
export interface Vocabulary {
  readonly regions: Readonly<Record<string, Words>>;
  readonly sides: Readonly<Record<string, Words>>;
  readonly qualifiers: Readonly<Record<string, Words>>;
}

export type FullRules = RuleData;

/** The symptom with that slug, if the catalogue has it. */
export function termOf(catalogue: FullCatalogue, slug: string): FullTerm | undefined {
  return catalogue.symptoms.find((term) => term.slug === slug);
}
