/** The words on putting the app on the home screen. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/install'),
  es: () => import('virtual:messages/es/install')
});
