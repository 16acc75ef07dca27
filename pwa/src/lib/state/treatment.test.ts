import { expect, test } from 'vitest';
import { answered, ongoing } from './treatment.ts';

const TODAY = '2026-11-22';

test('an answer starts a treatment today', () => {
  expect(answered([], 'chemotherapy', TODAY)).toEqual([{ kind: 'chemotherapy', start: TODAY }]);
});

test('the same answer again changes nothing', () => {
  const before = [{ kind: 'chemotherapy' as const, start: '2026-10-01' }];
  expect(answered(before, 'chemotherapy', TODAY)).toEqual(before);
});

test('none ends what went on, and keeps it for the weeks that still count', () => {
  const before = [
    { kind: 'surgery' as const, start: '2026-01-01' },
    { kind: 'chemotherapy' as const, start: '2026-10-01' }
  ];
  const after = answered(before, 'none', TODAY);
  expect(after).toEqual([before[0], { ...before[1], end: TODAY }]);
  expect(ongoing({ treatments: after })).toBe('none');
});

test('what goes on is found', () => {
  expect(ongoing({ treatments: [{ kind: 'targeted', start: '2026-10-01' }] })).toBe('targeted');
  expect(ongoing(undefined)).toBe('none');
});
