/** The words of the pages on trends; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/trends'),
  es: () => import('virtual:messages/es/trends')
});
