import lines from 'virtual:daybook/crisis-lines';
import rules from 'virtual:daybook/rules';
import { expect, it } from 'vitest';
import { crisisLine, isNumber, write } from './crisis.ts';
import { COUNTRIES, dial } from './numbers.ts';

it('knows whom to call and to write to in the United States', () => {
  expect(crisisLine('US')).toEqual({ call: '988', text: '988' });
  expect(dial('988')).toBe('tel:988');
  expect(write('988')).toBe('sms:988');
});

it('knows nothing of a country without a line, and offers a text only where one is known', () => {
  expect(crisisLine('AT')).toBeUndefined();
  expect(crisisLine('')).toBeUndefined();
  expect(crisisLine('AU')).toEqual({ call: '13 11 14' });
});

it('has an emergency number wherever it has a crisis line', () => {
  expect(Object.keys(lines).filter((country) => !COUNTRIES.includes(country))).toEqual([]);
});

it('comes with its own pages, not with the rules that every page carries', () => {
  expect(rules).not.toHaveProperty('crisis_lines');
  expect(rules).toHaveProperty('emergency_numbers');
});

it('makes a message ready that only the person can send', () => {
  expect(write('+43 (0) 660 123', 'Can you talk with me?')).toBe(
    'sms:+430660123?&body=Can%20you%20talk%20with%20me%3F'
  );
});

it('takes for a number what can be called', () => {
  expect(['988', '+43 660 1'].every(isNumber)).toBe(true);
  expect(['', 'Ana', '12'].some(isNumber)).toBe(false);
});
