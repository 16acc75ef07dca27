/** The words of the pages for one kind of note each; those pages have this as their `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/habits'),
  es: () => import('virtual:messages/es/habits')
});
