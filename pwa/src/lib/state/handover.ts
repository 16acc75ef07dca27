/**
 * The answers of a set-up that somebody begins on their own phone and another phone takes over. They
 * travel behind the "#" of a link that is only ever shown as a picture, so no server gets them; and
 * what arrives is taken for what anybody might have written.
 */
import type { CarePhase } from '../api/shapes.ts';
import { MOST_PINS, PIN_CHOICES } from '../entries/pins.ts';
import { PHASES } from './phases.ts';
import { SYSTEMIC, type Systemic } from './treatment.ts';

export const RHYTHMS = ['weekly', 'nudge', 'none'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export interface Answers {
  /** "" for any other country. */
  country: string;
  units: 'metric' | 'imperial';
  /** Undefined for who would rather not say. */
  phase: CarePhase | undefined;
  treatment: Systemic | 'none';
  pins: string[];
  remind: Rhythm;
}

const VERSION = '1';
/** Far more than all answers need. */
const LONGEST = 400;

export function written({ country, units, phase, treatment, pins, remind }: Answers): string {
  const all = { v: VERSION, country, units, phase: phase ?? '', treatment, remind };
  return new URLSearchParams({ ...all, pins: pins.join('.') }).toString();
}

/** Undefined for everything that was not written here; nothing of it is guessed. */
export function read(text: string, countries: readonly string[]): Answers | undefined {
  const all = new URLSearchParams(text.slice(0, LONGEST));
  const said = (name: string): string => all.get(name) ?? '?';
  const pins = said('pins').split('.').filter(Boolean);
  const country = one(said('country'), ['', ...countries]);
  const units = one(said('units'), ['metric', 'imperial'] as const);
  const phase = one(said('phase'), ['', ...PHASES] as const);
  const treatment = one(said('treatment'), [...SYSTEMIC, 'none'] as const);
  const remind = one(said('remind'), RHYTHMS);
  const known = pins.every((pin) => one(pin, PIN_CHOICES) !== undefined);
  const sane = known && pins.length <= MOST_PINS && new Set(pins).size === pins.length;
  if (said('v') !== VERSION || text.length > LONGEST || !sane) return undefined;
  if (country === undefined || !units || phase === undefined || !treatment || !remind) {
    return undefined;
  }
  return { country, units, phase: phase || undefined, treatment, pins, remind };
}

function one<T extends string>(value: string, among: readonly T[]): T | undefined {
  return among.find((known) => known === value);
}

const PLACE = 'daybook.handover';

/** Until the journal is opened, and in this tab only. */
export function keep(answers: Answers): void {
  sessionStorage.setItem(PLACE, written(answers));
}

export function kept(countries: readonly string[]): Answers | undefined {
  const text = sessionStorage.getItem(PLACE);
  return text === null ? undefined : read(text, countries);
}

export function forget(): void {
  sessionStorage.removeItem(PLACE);
}
