/** The words about proving who one is; each page about it has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/security'),
  es: () => import('virtual:messages/es/security')
});
