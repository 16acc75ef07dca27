/** What the phone's evaluator reads and gives back. Shapes of the server's own JSON. */
import type { Catalogue, Words } from '../catalogue/types.ts';

export type Urgency = 'emergency_now' | 'same_day' | 'this_week' | 'next_visit' | 'information';
export type Variants = Readonly<Record<string, Words>>;
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export interface RuleTexts {
  readonly title: Words;
  readonly saw: Variants;
  readonly why: Variants;
  readonly do?: Variants;
  readonly ask: Variants;
}

/** One rule. `where` is H for a rule that needs history, which only the server has whole. */
export interface RuleSpec {
  readonly id: string;
  readonly concept: string;
  readonly group: string;
  readonly where: string;
  readonly muted_in_comfort: boolean;
  readonly thresholds: Readonly<Record<string, number | readonly string[]>>;
  /** Absent in the built-in data: words are fetched for one language. */
  readonly texts?: RuleTexts;
}

/** Where lymph nodes lie for one cancer, by the first site where that matters. */
export interface NodeRegions {
  readonly regions?: readonly string[];
  readonly by_first_site?: readonly {
    readonly sites: readonly string[];
    readonly regions: readonly string[];
  }[];
  readonly same_side: boolean;
}

/** The symptoms that count more for one cancer, and those that do for every one. */
export interface WatchLists {
  readonly always: readonly string[];
  readonly by_cancer_type: Readonly<Record<string, readonly string[]>>;
}

/** `GET /api/v1/rules`. */
export interface RuleData extends Partial<GeneralWords> {
  readonly rule_set: string;
  readonly rules: readonly RuleSpec[];
  readonly definitions: {
    readonly systemic_after_days: number;
    readonly anc_days: number;
    readonly anc_low: number;
    readonly fever_threshold_c: number;
    readonly low_temp_threshold_c: number | null;
    readonly units: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly sets: {
    readonly systemic_treatment: readonly string[];
    readonly liver_prone: readonly string[];
    readonly arm: readonly string[];
    readonly leg: readonly string[];
    readonly blood_cancers: readonly string[];
    readonly lump_prone: readonly string[];
    readonly womb_cancers: readonly string[];
    readonly tamoxifen: readonly string[];
    readonly markers: readonly string[];
    readonly counts: readonly string[];
    readonly urinary_cancers: readonly string[];
    readonly blood_found: readonly string[];
    readonly prostatectomy: readonly string[];
  };
  readonly node_regions: Readonly<Record<string, NodeRegions>>;
  readonly emergency_numbers: Readonly<Record<string, readonly string[]>>;
  /** Absent in the built-in data, where only the weekly check-in loads them. */
  readonly watch_lists?: WatchLists;
}

/** What is said with every flag, whatever its rule. */
export interface GeneralWords {
  readonly levels: Readonly<Record<Urgency, { readonly heading: Words; readonly do: Variants }>>;
  readonly closing: Words;
  readonly not_watched: Words;
  readonly local_emergency: Words;
  readonly emergency_number: Words;
  readonly months: { readonly en: readonly string[]; readonly es: readonly string[] };
  readonly day: Words;
  readonly analytes: Readonly<Record<string, Words>>;
}

/** The rule data with its words: what a flag is written from. */
export type WordedRules = RuleData & GeneralWords;

/** An entry as the rules see it: `at` is RFC 3339, `local_date` the day in the entry's own offset. */
export interface Reading {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly local_date: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The part of the journal's profile that single-entry rules ask. Days are `YYYY-MM-DD`. */
export interface Profile {
  readonly timezone?: string;
  readonly care_phase?: string;
  readonly comfort_focus?: boolean;
  readonly cancer_type?: string;
  readonly node_surgery?: { readonly limb: 'arm' | 'leg'; readonly side?: string | null } | null;
  readonly baseline?: Readonly<Record<string, number>>;
  readonly treatments?: readonly {
    readonly kind: string;
    readonly detail?: string;
    readonly start: string;
    readonly end?: string | null;
  }[];
  readonly primary_site?: {
    readonly region: string;
    readonly side?: string | null;
    readonly also?: readonly string[];
  } | null;
  readonly sex?: string | null;
  readonly menopause?: string | boolean | null;
  readonly hysterectomy?: boolean | null;
  readonly infection_risk_flags?: readonly string[];
  readonly fever_threshold_c?: number;
  readonly low_temp_threshold_c?: number | null;
}

/** What a rule found: worth raising now, whatever the server says later. */
export interface Finding {
  readonly rule: string;
  readonly concept: string;
  readonly urgency: Urgency;
  readonly subject: string | null;
  readonly level: number | null;
  readonly evidence: readonly string[];
  readonly facts: Facts;
}

/** A finding, and the symptoms it speaks for: a general rule stays quiet about them. */
export interface Found extends Finding {
  readonly uses: readonly string[];
}

/** Everything an evaluation needs. `now` is in milliseconds. */
export interface Journal {
  readonly rules: RuleData;
  readonly catalogue: Catalogue;
  readonly profile: Profile;
  readonly readings: readonly Reading[];
  readonly now: number;
}
