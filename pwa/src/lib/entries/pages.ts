import type { Entry, EntryType } from '../sync/types.ts';
import { sectionOf } from './sections.ts';

const PAGES: Partial<Record<EntryType, string>> = {
  symptom: '/log/symptom/',
  checkin: '/log/checkin/',
  sleep: '/log/sleep/',
  diet: '/log/diet/',
  activity: '/log/activity/',
  alcohol: '/log/alcohol/',
  tobacco: '/log/tobacco/',
  weight: '/log/weight/',
  temperature: '/log/temperature/',
  lab: '/log/lab/',
  note: '/log/note/',
  appointment: '/log/appointment/',
  question: '/log/question/',
  photo: '/log/photo/'
};

/** The page on which such an entry can be changed, if there is one. */
export function logPage({ type, body }: Pick<Entry, 'type' | 'body'>): string | undefined {
  // What is asked among the mood questions only, whatever kind of entry it is.
  return sectionOf(type, body) === 'mood' ? '/log/mood/' : PAGES[type];
}
