/** The words of the weekly check-in; its page has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/weekly'),
  es: () => import('virtual:messages/es/weekly')
});
