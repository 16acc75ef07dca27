import type { Entry, EntryType } from '../sync/types.ts';

const PAGES: Partial<Record<EntryType, string>> = {
  symptom: '/log/symptom/',
  checkin: '/log/checkin/',
  sleep: '/log/sleep/',
  diet: '/log/diet/',
  activity: '/log/activity/',
  weight: '/log/weight/',
  temperature: '/log/temperature/',
  note: '/log/note/'
};

/** The page on which such an entry can be changed, if there is one. */
export function logPage({ type }: Pick<Entry, 'type'>): string | undefined {
  return PAGES[type];
}
