/** The words about signing in and proving who one is; pages about it have this as their `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/security'),
  es: () => import('virtual:messages/es/security')
});
