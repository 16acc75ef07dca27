import catalogue from 'virtual:daybook/catalogue';
import watch from 'virtual:daybook/watch-lists';
import { describe, expect, it } from 'vitest';
import { itemsOf, MOST, type About, type Noted } from './items.ts';

const TODAY = '2026-05-20';

let made = 0;
function noted(day: string, symptom: string, severity: number): Noted {
  made += 1;
  return {
    id: `note-${made}`,
    type: 'symptom',
    occurred_at: `${day}T10:00:00+00:00`,
    local_date: day,
    body: { symptom, severity }
  };
}

const items = (about: About, entries: readonly Noted[] = []): ReturnType<typeof itemsOf> =>
  itemsOf(catalogue.symptoms, watch, about, entries, TODAY);
/** Between what everybody is asked of the body, and of mood. */
const own = (about: About, entries: readonly Noted[] = []): string[] =>
  items(about, entries).asked.slice(4, -2);

it('asks everybody the same six, mood last', () => {
  const { asked } = items({});
  expect(asked.slice(0, 4)).toEqual(['fatigue', 'appetite_loss', 'pain', 'insomnia']);
  expect(asked.slice(-2)).toEqual(['anxiety', 'sadness']);
});

it('asks for what counts for the cancer, at most ten in all, and offers the rest in the end', () => {
  const { asked, rest } = items({ cancer_type: 'breast' });
  expect(asked).toHaveLength(MOST);
  // What can be urgent alone comes first, in the order of the catalogue.
  expect(asked.slice(4, -2)).toEqual([
    ...['chest_pain', 'shortness_of_breath', 'jaundice', 'lump']
  ]);
  expect(rest).toEqual([
    ...['breast_nipple_change', 'skin_mole_change', 'bone_pain', 'back_pain', 'headache'],
    ...['abdominal_pain', 'cough', 'arm_leg_swelling']
  ]);
});

it('goes through the whole list in a few weeks: what was not asked for longest comes first', () => {
  const about = { cancer_type: 'breast' };
  const first = own(about);
  const second = own(
    about,
    first.map((slug) => noted('2026-05-13', slug, 0))
  );
  const third = own(about, [
    ...first.map((slug) => noted('2026-05-06', slug, 0)),
    ...second.map((slug) => noted('2026-05-13', slug, 0))
  ]);
  expect(new Set([...first, ...second, ...third]).size).toBe(12);
});

describe('what was there in the last 14 days', () => {
  it('comes before the watch list, the worst first', () => {
    const entries = [noted('2026-05-07', 'nausea', 1), noted('2026-05-19', 'dizziness_balance', 3)];
    expect(own({ cancer_type: 'kidney' }, entries).slice(0, 2)).toEqual([
      ...['dizziness_balance', 'nausea']
    ]);
  });

  it('counts from the 14th day on, and not before', () => {
    expect(own({}, [noted('2026-05-07', 'nausea', 1)])).toContain('nausea');
    const old = items({}, [noted('2026-05-06', 'nausea', 1)]);
    expect([...old.asked, ...old.rest]).not.toContain('nausea');
  });

  it('counts above the usual level only', () => {
    const entries = [noted('2026-05-18', 'nausea', 2)];
    expect(own({ baseline: { nausea: 1 } }, entries)).toContain('nausea');
    expect(own({ baseline: { nausea: 2 } }, entries)).not.toContain('nausea');
  });

  it('leaves out the notes of today, so that the list stands all day', () => {
    expect(items({}, [noted(TODAY, 'nausea', 4), noted(TODAY, 'bone_pain', 0)])).toEqual(items({}));
  });
});

it('asks for what it began with before the watch list', () => {
  expect(own({ cancer_type: 'breast', original_symptoms: ['hoarse_voice'] })[0]).toBe(
    'hoarse_voice'
  );
});

it('never asks about thoughts of hurting oneself, nor for what the catalogue does not know', () => {
  const entries = [noted('2026-05-19', 'self_harm_thoughts', 1), noted('2026-05-19', 'unheard', 1)];
  const { asked, rest } = items({ original_symptoms: ['self_harm_thoughts'] }, entries);
  expect([...asked, ...rest]).not.toContain('self_harm_thoughts');
  expect([...asked, ...rest]).not.toContain('unheard');
});

it('asks nothing twice, for any cancer', () => {
  for (const cancer_type of Object.keys(watch.by_cancer_type)) {
    const { asked, rest } = items({ cancer_type });
    expect(new Set([...asked, ...rest]).size).toBe(asked.length + rest.length);
    for (const slug of [...watch.always, ...(watch.by_cancer_type[cancer_type] ?? [])]) {
      expect([...asked, ...rest], cancer_type).toContain(slug);
    }
  }
});

describe('what the person chose', () => {
  const about = {
    cancer_type: 'breast',
    ask_about: ['hot_flashes', 'nausea', 'diarrhea', 'cough']
  };

  it('comes besides the ten that are needed, three at most, before mood', () => {
    const { asked } = items(about);
    expect(asked).toHaveLength(MOST + 3);
    expect(asked.slice(0, 8)).toEqual(items({ cancer_type: 'breast' }).asked.slice(0, 8));
    expect(asked.slice(8)).toEqual(['hot_flashes', 'nausea', 'diarrhea', 'anxiety', 'sadness']);
  });

  it('is asked once, and is not offered again in the end', () => {
    const { asked, rest } = items({ cancer_type: 'breast', ask_about: ['lump', 'cough', 'pain'] });
    expect(asked.filter((slug) => slug === 'lump')).toHaveLength(1);
    expect(asked.filter((slug) => slug === 'pain')).toHaveLength(1);
    expect(asked).toContain('cough');
    expect(rest).not.toContain('cough');
  });

  it('is never a question about self-harm, nor something that the catalogue does not know', () => {
    const { asked } = items({ ask_about: ['self_harm_thoughts', 'no_such_thing'] });
    expect(asked).toEqual(items({}).asked);
  });
});
