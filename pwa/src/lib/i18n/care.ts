/** The words of the pages about hard moments; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/care'),
  es: () => import('virtual:messages/es/care')
});
