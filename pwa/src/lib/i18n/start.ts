/** The words of the first page and of one-time links; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/start'),
  es: () => import('virtual:messages/es/start')
});
