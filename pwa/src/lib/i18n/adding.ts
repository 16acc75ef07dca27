/** The words of the page to add something and of some that it leads to; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/adding'),
  es: () => import('virtual:messages/es/adding')
});
