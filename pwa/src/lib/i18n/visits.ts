/** The words of the pages on visits; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/visits'),
  es: () => import('virtual:messages/es/visits')
});
