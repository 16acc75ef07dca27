/** The words of adding something, of a note and of its second layer; each such page has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/adding'),
  es: () => import('virtual:messages/es/adding')
});
