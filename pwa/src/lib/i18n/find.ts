/** The words for finding notes again; the page of notes has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/find'),
  es: () => import('virtual:messages/es/find')
});
