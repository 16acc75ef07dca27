/** The words of the pages with settings and of the set-up; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/settings'),
  es: () => import('virtual:messages/es/settings')
});
