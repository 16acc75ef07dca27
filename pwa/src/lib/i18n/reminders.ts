/** The words of the pages on reminders, notices and weekly mail; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/reminders'),
  es: () => import('virtual:messages/es/reminders')
});
