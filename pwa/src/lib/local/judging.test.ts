import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { waitingPage } from '../state/crisis.ts';
import { openFlags } from './flags.ts';
import { judgeLate } from './judging.ts';
import { deleteEntry, saveEntry } from './save.ts';
import { context, fakeStorage } from './testing.ts';
import { entryById } from './views.ts';

const rules = vi.hoisted(() => ({ reachable: true }));
vi.mock('../flags/fetched.ts', () => ({
  rulesOfPhone: () =>
    rules.reachable
      ? import('../flags/evaluate.ts')
      : Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
}));

const breathless = {
  type: 'symptom' as const,
  body: { symptom: 'shortness_of_breath', severity: 3, qualifiers: ['at_rest'] }
};

describe('an entry saved while the rules cannot be had', () => {
  beforeEach(() => {
    fakeStorage();
    rules.reachable = false;
  });

  it('is saved, and judged as soon as they can', async () => {
    const journal = await context();
    const saved = await saveEntry(journal, breathless);
    expect(saved).toMatchObject({ findings: [], emergency: false });
    expect(await entryById(journal.db, saved.id)).toMatchObject({ waiting: true });
    expect(await judgeLate(journal, new Date()), 'still none').toBe(false);

    rules.reachable = true;
    expect(await judgeLate(journal, new Date())).toBe(true);
    expect(waitingPage()).toBe('/now/');
    expect(await openFlags(journal)).toMatchObject([{ by: 'phone', rule: 'F01' }]);
    expect(await judgeLate(journal, new Date()), 'once is enough').toBe(false);
  });

  it('raises nothing when it was deleted meanwhile', async () => {
    const journal = await context();
    const { id } = await saveEntry(journal, breathless);
    await deleteEntry(journal, id);
    rules.reachable = true;
    expect(await judgeLate(journal, new Date())).toBe(false);
    expect(await openFlags(journal)).toEqual([]);
  });
});
