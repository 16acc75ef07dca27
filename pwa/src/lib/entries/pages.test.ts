import { expect, it } from 'vitest';
import { logPage } from './pages.ts';

it('opens an entry where it was made', () => {
  expect(logPage({ type: 'weight', body: { kg: 70 } })).toBe('/log/weight/');
  expect(logPage({ type: 'symptom', body: { symptom: 'pain' } })).toBe('/log/symptom/');
  expect(logPage({ type: 'appointment', body: {} })).toBe('/log/appointment/');
  expect(logPage({ type: 'lab', body: { analyte: 'psa' } })).toBe('/log/lab/');
});

it('opens all that is about mood on the mood page', () => {
  const mood = [
    { type: 'distress', body: { score: 4 } },
    { type: 'mood_screen', body: { instrument: 'phq2', score: 3 } },
    { type: 'symptom', body: { symptom: 'self_harm_thoughts', present: true } }
  ] as const;
  expect(mood.map(logPage)).toEqual(['/log/mood/', '/log/mood/', '/log/mood/']);
});
