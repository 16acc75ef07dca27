/** The parts of `GET /api/v1/catalogue` that the phone's own logic reads. */
export type Attribute = 'frequency' | 'severity' | 'interference' | 'amount' | 'present';

/** A text in every language we have. */
export interface Words {
  readonly en: string;
  readonly es: string;
}

/** One symptom. Tier A can raise an urgent flag alone, C is a comfort item. */
export interface Term {
  readonly slug: string;
  readonly tier: 'A' | 'B' | 'C';
  readonly attributes: readonly Attribute[];
  readonly name: Words;
  readonly amount_scale?: string;
}

/** Grades of one attribute, or nested once per further attribute. */
export type GradeTable = readonly (number | GradeTable)[];

export interface Scale {
  readonly labels: { readonly en: readonly string[]; readonly es: readonly string[] };
}

export interface Catalogue {
  readonly symptoms: readonly Term[];
  readonly scales: Readonly<Record<string, Scale>>;
  readonly grade_tables: Readonly<Record<string, GradeTable>>;
}
