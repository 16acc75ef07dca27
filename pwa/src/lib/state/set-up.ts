/** The questions of the set-up, in their order, and what a new journal is made of. */
import { putReminder } from '../api/reminders.ts';
import { dayOf } from '../core/days.ts';
import { uuidv7 } from '../core/uuid.ts';
import { guessedCountry } from '../help/numbers.ts';
import type { Answers } from './handover.ts';
import type { Settings } from './journal.ts';
import { answered } from './treatment.ts';

export const TITLES = {
  place: 'welcome.place',
  phase: 'welcome.phase',
  treatment: 'welcome.treatment',
  pins: 'welcome.pins',
  remind: 'remind.checkin'
} as const;
export type Question = keyof typeof TITLES;
const IMPERIAL = ['US'];
const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
const SUNDAY = 6;
const EVENING = '18:00';

/** Before anything is answered; runs in the browser only. */
export function blank(): Answers {
  const country = guessedCountry();
  return {
    country,
    units: IMPERIAL.includes(country) ? 'imperial' : 'metric',
    ...{ phase: undefined, treatment: 'none', pins: [], remind: 'none' }
  };
}

/** Only who is in treatment is asked what kind it is. */
export function questionsFor({ phase }: Answers): Question[] {
  const all = Object.keys(TITLES) as Question[];
  return all.filter((one) => one !== 'treatment' || phase === 'active_treatment');
}

/** As the server wants it. */
export function settingsOf(answers: Answers): Settings {
  const { country, units, phase, pins } = answers;
  // What was answered before the phase was changed no longer holds.
  const treatment = phase === 'active_treatment' ? answers.treatment : 'none';
  const profile = { treatments: answered([], treatment, dayOf(new Date())) };
  return { country, units, pins, profile, ...(phase ? { care_phase: phase } : {}) };
}

/** Sets the reminder that was asked for; false when that did not work. */
export async function remindAs({ remind }: Answers): Promise<boolean> {
  if (remind === 'none') return true;
  const days = remind === 'nudge' ? [...WEEK] : [SUNDAY as 6];
  const wish = { kind: 'checkin', label: '', enabled: true, days, wall_time: EVENING } as const;
  return (await putReminder(uuidv7(), { ...wish, days })).ok;
}
