import rules from 'virtual:daybook/rules';
import { describe, expect, it } from 'vitest';
import { ANALYTES, EMPTY, formOf, labNumber, OTHER, readLab } from './labs.ts';

const PSA = { ...EMPTY, test: 'psa', value: '4,2', unit: 'ng/mL' };

it('reads numbers with a point or a comma, and nothing else', () => {
  expect(['0,012', '250000', ' 4.5 '].map(labNumber)).toEqual([0.012, 250000, 4.5]);
  expect(['', '<0.1', '1.234.567', '-1', '1e3'].map(labNumber)).toEqual(
    Array.from({ length: 5 }, () => undefined)
  );
});

it('knows every test of the rules, and offers only units that they can use', () => {
  const { markers, counts } = rules.sets;
  expect(Object.keys(ANALYTES)).toEqual([...markers, ...counts, 'bilirubin', 'urine_blood']);
  for (const [test, units] of Object.entries(ANALYTES)) {
    const known = rules.definitions.units[test];
    for (const unit of known ? units : []) expect(known, test).toHaveProperty([unit.toLowerCase()]);
  }
});

it('keeps what the report says', () => {
  expect(readLab({ ...PSA, low: '0', high: '4' }).body).toEqual({
    ...{ analyte: 'psa', value: 4.2, unit: 'ng/mL', ref_low: 0, ref_high: 4 }
  });
  expect(readLab({ ...EMPTY, test: 'urine_blood', words: ' not found ' }).body).toEqual({
    ...{ analyte: 'urine_blood', qualitative: 'not found' }
  });
});

it('takes a name that the rules know for that test', () => {
  const named = (name: string): unknown =>
    readLab({ ...EMPTY, test: OTHER, name, value: '1' }).body?.['analyte'];
  expect(['CA 19-9', 'psa ', 'Vitamin D'].map(named)).toEqual(['ca19_9', 'psa', 'Vitamin D']);
});

describe('what has to be looked at again', () => {
  const wrong = (change: Partial<typeof PSA>): string[] => readLab({ ...PSA, ...change }).wrong;

  it('is named', () => {
    expect(wrong({ test: '' })).toEqual(['test']);
    expect(wrong({ test: OTHER, name: ' ' })).toEqual(['name']);
    expect(wrong({ value: 'high' })).toEqual(['value']);
    expect(wrong({ value: '' })).toEqual(['result']);
    expect(wrong({ low: 'x', high: '4..' })).toEqual(['low', 'high']);
    expect(wrong({ low: '5', high: '4' })).toEqual(['range']);
    expect(wrong({ low: '4', high: '4' })).toEqual([]);
  });

  it('keeps nothing', () => {
    expect(readLab({ ...PSA, value: 'high' }).body).toBeUndefined();
  });
});

it('asks about a comma that may part thousands', () => {
  const doubt = (value: string): number[] => readLab({ ...PSA, value }).doubt;
  expect(['250,000', '1.234'].map(doubt)).toEqual([[250], [1.234]]);
  expect(['0,012', '4.25', '1234', '1234.567'].flatMap(doubt)).toEqual([]);
});

it('shows a kept result in the same fields again', () => {
  const body = { analyte: 'PSA', value: 4.2, unit: 'ng/mL', ref_high: 4 };
  const form = formOf(body, (value) => String(value).replace('.', ','));
  expect(form).toEqual({ ...PSA, value: '4,2', high: '4' });
  expect(formOf({ analyte: 'Vitamin D', qualitative: 'low' }, String)).toEqual({
    ...EMPTY,
    ...{ test: OTHER, name: 'Vitamin D', words: 'low' }
  });
});
