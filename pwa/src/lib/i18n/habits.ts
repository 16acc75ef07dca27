/** The words of the pages for alcohol, tobacco and test results; each has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/habits'),
  es: () => import('virtual:messages/es/habits')
});
