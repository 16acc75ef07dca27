/** The words of "same as yesterday"; its page has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/same'),
  es: () => import('virtual:messages/es/same')
});
