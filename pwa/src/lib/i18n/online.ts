/** The words of what has to wait for a connection; fetched where they are shown. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/online'),
  es: () => import('virtual:messages/es/online')
});
