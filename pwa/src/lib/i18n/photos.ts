/** The words about photos; their pages have this as their `load`, and pictures elsewhere call it. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/photos'),
  es: () => import('virtual:messages/es/photos')
});
