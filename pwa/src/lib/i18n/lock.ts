/** The words of the lock on this phone. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/lock'),
  es: () => import('virtual:messages/es/lock')
});
