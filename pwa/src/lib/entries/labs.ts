/** A test result as the report gives it: what is typed, and what is kept. Pure. */
import type { Body } from '../sync/types.ts';

/** The tests that the rules know, each with the units in which reports often give it. */
export const ANALYTES: Readonly<Record<string, readonly string[]>> = {
  psa: ['ng/mL', 'µg/L'],
  cea: ['ng/mL', 'µg/L'],
  ca125: ['U/mL', 'kU/L'],
  ca19_9: ['U/mL', 'kU/L'],
  ca15_3: ['U/mL', 'kU/L'],
  ca27_29: ['U/mL', 'kU/L'],
  afp: ['ng/mL', 'µg/L', 'kU/L'],
  hcg: ['IU/L', 'mIU/mL'],
  thyroglobulin: ['ng/mL', 'µg/L'],
  ldh_germ: ['U/L', 'µkat/L'],
  anc: ['10^9/L', '10^3/µL', '/µL'],
  platelets: ['10^9/L', '10^3/µL', '/µL'],
  hemoglobin: ['g/dL', 'g/L', 'mmol/L'],
  wbc: ['10^9/L', '10^3/µL', '/µL'],
  bilirubin: ['mg/dL', 'µmol/L'],
  urine_blood: []
};

/** What stands in the fields. */
export interface LabForm {
  /** A test that the rules know, or "other". */
  test: string;
  name: string;
  value: string;
  words: string;
  unit: string;
  low: string;
  high: string;
}
export const OTHER = 'other';
export const EMPTY: LabForm = {
  ...{ test: '', name: '', value: '', words: '', unit: '', low: '', high: '' }
};

/** A field that has to be looked at again. */
export type Wrong = 'test' | 'name' | 'value' | 'result' | 'low' | 'high' | 'range';

export interface Read {
  body: Body | undefined;
  wrong: Wrong[];
  /** Numbers that may have been meant otherwise: "250,000" reads as 250. */
  doubt: number[];
}

/** A number with a point or a comma; undefined when it is none. */
export function labNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

/** Whether the comma or point may have parted the thousands. */
function isDoubtful(text: string): boolean {
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(text.trim());
}

/** "CA 19-9" is the test that the rules know as `ca19_9`. */
function knownAs(name: string): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return Object.keys(ANALYTES).find((slug) => plain(slug) === plain(name)) ?? name;
}

export function readLab(form: LabForm): Read {
  const wrong: Wrong[] = [];
  const numberOf = (field: 'value' | 'low' | 'high'): number | undefined => {
    if (form[field].trim() === '') return undefined;
    const number = labNumber(form[field]);
    if (number === undefined) wrong.push(field);
    return number;
  };
  const name = form.test === OTHER ? form.name.trim() : form.test;
  if (form.test === '') wrong.push('test');
  else if (name === '') wrong.push('name');
  const value = numberOf('value');
  const words = form.words.trim();
  if (form.value.trim() === '' && words === '') wrong.push('result');
  const [low, high] = [numberOf('low'), numberOf('high')];
  if (low !== undefined && high !== undefined && low > high) wrong.push('range');
  if (wrong.length > 0) return { body: undefined, wrong, doubt: [] };
  const typed = [form.value, form.low, form.high].filter(isDoubtful);
  return {
    body: {
      analyte: knownAs(name),
      value,
      qualitative: words || undefined,
      unit: form.unit.trim() || undefined,
      ref_low: low,
      ref_high: high
    },
    wrong,
    doubt: typed.map((text) => labNumber(text) ?? 0)
  };
}

/** The fields for a result that is changed. */
export function formOf(body: Body, written: (value: number) => string): LabForm {
  const text = (key: string): string => {
    const value = body[key];
    return typeof value === 'number' ? written(value) : typeof value === 'string' ? value : '';
  };
  const analyte = text('analyte');
  const known = knownAs(analyte);
  const isKnown = known in ANALYTES;
  return {
    test: isKnown ? known : OTHER,
    name: isKnown ? '' : analyte,
    value: text('value'),
    words: text('qualitative'),
    unit: text('unit'),
    low: text('ref_low'),
    high: text('ref_high')
  };
}
