import { describe, expect, it } from 'vitest';
import type { Body, EntryType } from '../sync/types.ts';
import { copyOf, offer, type Noted } from './same.ts';

const TODAY = '2026-03-10';
let made = 0;
function noted(ago: number, type: EntryType, body: Body): Noted {
  return {
    id: String((made += 1)),
    type,
    local_date: `2026-03-${10 - ago}`.replace(/-(\d)$/, '-0$1'),
    body
  };
}
const pain = (ago: number, severity: number, more: Body = {}): Noted =>
  noted(ago, 'symptom', { symptom: 'pain', severity, ...more });
const names = (entries: readonly Noted[]): string[] =>
  entries.map(({ type, body }) => String(body['symptom'] ?? type));
const offered = (...entries: Noted[]): Record<string, string[]> => {
  const { same, still, anew } = offer(entries, TODAY, (slug) => slug === 'chest_pain');
  return { same: names(same), still: names(still), anew: names(anew) };
};

describe('what is offered', () => {
  it('are the notes of yesterday that are not there today', () => {
    const all = [
      pain(1, 1),
      noted(1, 'sleep', { quality: 1 }),
      noted(2, 'diet', { intake_percent: 100 })
    ];
    expect(offered(...all)).toEqual({ same: ['pain', 'sleep'], still: [], anew: [] });
    expect(offered(...all, pain(0, 2))['same']).toEqual(['sleep']);
  });

  it('is never a number, words, or a mood', () => {
    const others = [
      noted(1, 'weight', { kg: 70 }),
      noted(1, 'temperature', { celsius: 37 }),
      noted(1, 'note', { text: 'x' }),
      noted(1, 'lab', { analyte: 'psa', value: 1 }),
      noted(1, 'distress', { score: 2 })
    ];
    expect(offered(...others)).toEqual({ same: [], still: [], anew: [] });
  });

  it.each([
    ['bad pain', pain(1, 3)],
    ['pain that got in the way a lot', pain(1, 1, { interference: 3 })],
    ['a bad night', noted(1, 'sleep', { quality: 3 })],
    ['a bad day', noted(1, 'checkin', { overall: 3 })],
    ['almost nothing eaten', noted(1, 'diet', { intake_percent: 25 })],
    [
      'a symptom with questions of its own',
      noted(1, 'symptom', { symptom: 'chest_pain', severity: 1 })
    ]
  ])('asks anew after %s', (_, entry) => {
    expect(offered(entry)).toMatchObject({ same: [], anew: [expect.any(String)] });
  });

  it('asks anew when any note of that day was bad', () => {
    expect(offered(pain(1, 1), pain(1, 3))).toEqual({ same: [], still: [], anew: ['pain'] });
  });

  it('asks whether it is still so after three copies in a row', () => {
    const copied = { copied: true };
    const three = [pain(1, 1, copied), pain(2, 1, copied), pain(3, 1, copied)];
    expect(offered(...three)).toEqual({ same: [], still: ['pain'], anew: [] });
    expect(offered(...three.slice(0, 2), pain(3, 1))['same']).toEqual(['pain']);
    expect(offered(...three, pain(2, 1))['same']).toEqual(['pain']);
  });
});

it('a copy holds the answers, not the words or how it began', () => {
  const entry = pain(1, 1, {
    note: 'after lunch',
    qualifiers: ['sudden'],
    site: { region: 'back' }
  });
  expect(copyOf(entry, true)).toEqual({
    ...{ symptom: 'pain', severity: 1, site: { region: 'back' }, copied: true }
  });
  expect(copyOf(pain(1, 1, { copied: true }), false)).toEqual({ symptom: 'pain', severity: 1 });
});
