import { expect, it, vi } from 'vitest';

vi.mock('../i18n/index.ts', () => ({
  symptomName: (slug: string) => ({ cough: 'Cough' })[slug] ?? slug.replaceAll('_', ' ')
}));
const { questionWith, titleWith } = await import('./topic.ts');

const TEXT = { title: 'A symptom that stays', ask: 'Should we check it?' };

it('a flag on a symptom is named by it', () => {
  const flag = { subject: 'cough' };
  expect(titleWith(flag, TEXT.title)).toBe('Cough: A symptom that stays');
  expect(titleWith(flag, 'Cough with blood')).toBe('Cough with blood');
  expect(questionWith(flag, TEXT)).toBe('Cough: Should we check it?');
});

it.each([null, '', 'no_such_thing'])('one on %j is named by its title', (subject) => {
  expect(titleWith({ subject }, TEXT.title)).toBe('A symptom that stays');
  expect(questionWith({ subject }, TEXT)).toBe('A symptom that stays: Should we check it?');
});
