import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { withOffset } from '../core/days.ts';
import type { StoredFlag } from '../flagging/types.ts';
import type { Emergency } from '../state/stored.ts';
import { waitingPage } from '../state/crisis.ts';
import { openFlags, settleFindings, urgentFlags } from './flags.ts';
import { deleteEntry, NotSaved, putBack, saveEntry } from './save.ts';
import { context, fakeStorage, shadow } from './testing.ts';
import { entryById, newest } from './views.ts';

let kept: Map<string, string>;
beforeEach(() => {
  kept = fakeStorage();
});

const card = (): Emergency | undefined => {
  const text = kept.get('daybook.now');
  return text ? (JSON.parse(text) as Emergency) : undefined;
};

const breathless = {
  type: 'symptom' as const,
  body: { symptom: 'shortness_of_breath', severity: 3, qualifiers: ['at_rest'] }
};

describe('saveEntry', () => {
  it('writes the entry and its operation down and forgets the draft', async () => {
    const journal = await context();
    await journal.db.drafts.put({ key: 'note', data: { text: 'half a' }, at: 0 });

    const saved = await saveEntry(journal, {
      type: 'note',
      body: { text: 'half a thought' },
      draft: 'note'
    });

    const [pending] = await journal.db.outbox.toArray();
    expect(pending?.op).toMatchObject({
      entry_id: saved.id,
      kind: 'put',
      section: 'notes',
      actor_id: journal.me().user.id,
      base: null
    });
    expect(await journal.db.drafts.count()).toBe(0);
    expect(await entryById(journal.db, saved.id)).toMatchObject({ waiting: true });
  });

  it('puts an entry for another day on that day, and a change of it does not move it', async () => {
    const journal = await context();
    const { id } = await saveEntry(journal, {
      type: 'note',
      body: { text: 'a' },
      day: '2026-02-03'
    });
    await saveEntry(journal, { type: 'note', body: { text: 'b' }, id });
    expect(await entryById(journal.db, id)).toMatchObject({
      local_date: '2026-02-03',
      body: { text: 'b' }
    });
  });

  it('moves a note of the future to now when it is for today, and else leaves it', async () => {
    const journal = await context();
    const now = new Date('2026-05-01T08:00:00');
    vi.useFakeTimers({ now, toFake: ['Date'] });
    const later = withOffset(new Date('2026-05-01T20:00:00'));
    await journal.db.entries.put(shadow('a', { occurred_at: later }));
    const note = { type: 'note' as const, body: { text: 'a' }, id: 'a' };
    const when = async (): Promise<string | undefined> =>
      (await entryById(journal.db, 'a'))?.occurred_at;

    await saveEntry(journal, note);
    expect(await when(), 'its words were changed').toBe(later);
    await saveEntry(journal, { ...note, day: '2026-05-01' });
    expect(await when(), 'it is for today').toBe(withOffset(now));
    vi.setSystemTime(new Date('2026-05-01T09:00:00'));
    await saveEntry(journal, { ...note, day: '2026-05-01' });
    expect(await when(), 'it has been today').toBe(withOffset(now));
    await saveEntry(journal, { ...note, day: '2026-04-30' });
    expect(await when(), 'it is for yesterday').toMatch(/^2026-04-30T12:00/);
    vi.useRealTimers();
  });

  it('raises an emergency with no network, and keeps the card until it is read', async () => {
    const journal = await context();
    const saved = await saveEntry(journal, breathless);
    expect(saved).toMatchObject({ emergency: true, findings: [{ rule: 'F01' }] });
    expect(card()).toMatchObject({ rule: 'F01', urgency: 'emergency_now' });
    expect(await openFlags(journal)).toMatchObject([{ by: 'phone', urgency: 'emergency_now' }]);
  });

  it('shows the emergency also when the entry cannot be written down', async () => {
    const journal = await context();
    const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    vi.spyOn(journal.db, 'transaction').mockRejectedValue(full);
    const failed = await saveEntry(journal, breathless).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(NotSaved);
    expect(failed).toMatchObject({ full: true, emergency: true });
    expect(card()).toMatchObject({ rule: 'F01' });
  });

  it('saves, and asks the built-in rules, when newer rule data makes no sense here', async () => {
    const journal = await context();
    const strange = journal.rules.rules.map((rule) => ({ ...rule, thresholds: {} }));
    journal.rules = { ...journal.rules, rule_set: '9.0.0', rules: strange };
    const saved = await saveEntry(journal, breathless);
    expect(saved.emergency).toBe(true);
    expect(await journal.db.outbox.count()).toBe(1);
  });

  it('opens a lost connection again and saves', async () => {
    const journal = await context();
    journal.db.close();
    await journal.db.open();
    const lost = Object.assign(new Error('lost'), { name: 'DatabaseClosedError' });
    const spy = vi.spyOn(journal.db, 'transaction');
    spy.mockRejectedValueOnce(lost);
    const saved = await saveEntry(journal, { type: 'note', body: { text: 'a' } });
    spy.mockRestore();
    expect(await entryById(journal.db, saved.id)).toBeDefined();
  });

  it('lets an answer make an emergency of what the rating alone was not', async () => {
    const journal = await context();
    const { symptom, severity } = breathless.body;
    const rated = await saveEntry(journal, { type: 'symptom', body: { symptom, severity } });
    expect([rated.emergency, card()]).toEqual([false, undefined]);
    expect(await openFlags(journal)).toMatchObject([{ urgency: 'same_day' }]);

    const decided = await saveEntry(journal, { ...breathless, id: rated.id });
    expect(decided).toMatchObject({ emergency: true, before: { body: { severity } } });
    expect(await openFlags(journal)).toMatchObject([{ urgency: 'emergency_now' }]);
    expect(await journal.db.outbox.toArray()).toMatchObject([{ op: { body: breathless.body } }]);
  });

  it('keeps an emergency on the list when the entry is made milder afterwards', async () => {
    const journal = await context();
    const { id } = await saveEntry(journal, breathless);
    await saveEntry(journal, { ...breathless, body: { ...breathless.body, severity: 1 }, id });
    expect((await openFlags(journal)).map(({ urgency }) => urgency)).toContain('emergency_now');
  });
});

describe('thoughts of hurting oneself', () => {
  const thoughts = (present: boolean) => ({
    type: 'symptom' as const,
    body: { symptom: 'self_harm_thoughts', present }
  });

  it('open the crisis screen instead of the emergency card, every time', async () => {
    const journal = await context();
    for (const _ of ['first', 'again']) {
      expect(await saveEntry(journal, thoughts(true))).toMatchObject({
        emergency: true,
        findings: [{ rule: 'F08' }]
      });
      expect(kept.has('daybook.crisis')).toBe(true);
      expect(card()).toBeUndefined();
      kept.clear();
    }
    const [pending] = await journal.db.outbox.toArray();
    expect(pending?.op).toMatchObject({ section: 'mood' });
  });

  it('open nothing when the answer is no', async () => {
    const saved = await saveEntry(await context(), thoughts(false));
    expect(saved).toMatchObject({ emergency: false, findings: [] });
    expect(kept.size).toBe(0);
  });

  it('do not push another emergency aside, nor does one of them wait in vain', async () => {
    const journal = await context();
    await saveEntry(journal, breathless);
    await saveEntry(journal, thoughts(true));
    expect(waitingPage()).toBe('/now/');
    kept.delete('daybook.now');
    expect(waitingPage()).toBe('/crisis/');
  });

  it('that the server speaks of first open the crisis screen too', async () => {
    const journal = await context();
    const flag = { id: 'f', concept: 'self_harm_thoughts', subject: null, facts: {} };
    const urgent = { ...flag, rule: 'F08', urgency: 'emergency_now', state: 'open' } as StoredFlag;
    expect(await urgentFlags(journal, [urgent])).toBe(true);
    expect(waitingPage()).toBe('/crisis/');
  });
});

describe('taking back', () => {
  it('leaves nothing of an entry that nobody heard of', async () => {
    const journal = await context();
    const { id } = await saveEntry(journal, breathless);
    await deleteEntry(journal, id);
    expect(await journal.db.outbox.count()).toBe(0);
    expect(await openFlags(journal)).toEqual([]);
  });

  it('brings a deleted entry back as it was', async () => {
    const journal = await context();
    await journal.db.entries.put(shadow('a'));
    const before = await deleteEntry(journal, 'a');
    expect(await newest(journal.db, 9)).toEqual([]);
    if (before) await putBack(journal, before);
    expect(await newest(journal.db, 9)).toMatchObject([{ id: 'a', body: { text: 'a' } }]);
    expect(await journal.db.outbox.toArray()).toMatchObject([
      { op: { kind: 'put', base: { rev: 1, epoch: 1 } } }
    ]);
  });
});

describe('what the phone has raised', () => {
  const server: Omit<StoredFlag, 'urgency'> = {
    ...{ id: 'flag', rule: 'F01', rule_set: '1.0.0', concept: 'breathing_trouble' },
    ...{ subject: 'shortness_of_breath', level: 3, evidence: [], state: 'open', answer: null },
    ...{ evaluated_on: '2026-05-01', created_at: '', updated_at: '', facts: {}, by: 'server' }
  };

  it('is never lowered by the server, and never said twice', async () => {
    const journal = await context();
    await saveEntry(journal, breathless);
    await journal.db.flags.put({ ...server, evidence: [], urgency: 'this_week' });
    expect((await openFlags(journal)).map(({ by }) => by)).toEqual(['phone', 'server']);
    await journal.db.flags.put({ ...server, evidence: [], urgency: 'emergency_now' });
    expect((await openFlags(journal)).map(({ by }) => by)).toEqual(['server']);
  });

  it('stays until the server has the entry and has had time to look at it', async () => {
    const journal = await context();
    const { id } = await saveEntry(journal, breathless);
    const now = Date.now();
    await settleFindings(journal, now + 86_400_000);
    expect(await openFlags(journal), 'not sent yet').toHaveLength(1);

    const [pending] = await journal.db.outbox.toArray();
    await journal.db.outbox.clear();
    await journal.db.acked.put({
      ...{ op_id: pending?.op_id ?? '', entry_id: id, n: 1, at: now, bytes: '{}' }
    });
    await settleFindings(journal, now + 60_000);
    expect(await openFlags(journal), 'just sent').toHaveLength(1);
    await settleFindings(journal, now + 120_000);
    expect(await openFlags(journal), 'looked at').toEqual([]);
  });

  it('stays for days when the server doubts the time of the entry, and may hold it back', async () => {
    const journal = await context();
    const { id } = await saveEntry(journal, breathless);
    await journal.db.outbox.clear();
    await journal.db.entries.put(
      shadow(id, { occurred_at: withOffset(new Date()), time_quality: 'suspect' })
    );
    await settleFindings(journal, Date.now() + 2 * 86_400_000);
    expect(await openFlags(journal)).toHaveLength(1);
    await settleFindings(journal, Date.now() + 4 * 86_400_000);
    expect(await openFlags(journal)).toEqual([]);
  });
});
