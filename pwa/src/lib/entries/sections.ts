/** By which section an entry is shared. */
import type { Body, EntryType } from '../sync/types.ts';

const SECTION: Record<EntryType, string> = {
  symptom: 'symptoms',
  checkin: 'symptoms',
  sleep: 'sleep',
  diet: 'food',
  alcohol: 'food',
  tobacco: 'food',
  activity: 'movement',
  temperature: 'measures',
  weight: 'measures',
  lab: 'tests',
  mood_screen: 'mood',
  distress: 'mood',
  note: 'notes',
  appointment: 'tests',
  question: 'notes',
  photo: 'files'
};

/** Everything that can be shared, in the order in which it is shown. */
export const SECTIONS = [
  'symptoms',
  'flags',
  'sleep',
  'food',
  'movement',
  'measures',
  'tests',
  'mood',
  'notes',
  'files'
] as const;
export type Section = (typeof SECTIONS)[number];

/** Never shared unless ticked one by one. */
export const PRIVATE: readonly Section[] = ['mood', 'notes', 'files'];

export function sectionOf(type: EntryType, body: Body): string {
  if (type === 'symptom' && body['symptom'] === 'self_harm_thoughts') return 'mood';
  return SECTION[type];
}
