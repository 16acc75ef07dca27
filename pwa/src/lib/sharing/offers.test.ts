import { describe, expect, it } from 'vitest';
import { termsOf, USUAL, usualEnd, WHO, whoOf } from './offers.ts';

describe('an offer', () => {
  it('never holds notes or mood before they are ticked', () => {
    expect(USUAL).toContain('symptoms');
    expect(USUAL).not.toContain('notes');
    expect(USUAL).not.toContain('mood');
  });

  it('ends after 90 days at work and after a year at home', () => {
    expect(WHO.map((who) => usualEnd(who, '2026-01-01'))).toEqual([
      '2026-04-01',
      '2027-01-01',
      '2026-04-01'
    ]);
  });

  it('lets a team look and never note', () => {
    expect(termsOf('team')).toEqual({ role: 'viewer', for_team: true });
    expect(termsOf('helps')).toEqual({ role: 'caregiver', for_team: false });
  });

  it.each(WHO)('is known again as one for: %s', (who) => {
    expect(whoOf(termsOf(who))).toBe(who);
  });
});
