/** The words of the second layer of a note; each page with one has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/second'),
  es: () => import('virtual:messages/es/second')
});
