/** The words of the page to add something and of the page for a note, which have this as their `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/adding'),
  es: () => import('virtual:messages/es/adding')
});
