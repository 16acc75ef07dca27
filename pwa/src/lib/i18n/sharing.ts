/** The words of the pages about sharing, on both sides; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/sharing'),
  es: () => import('virtual:messages/es/sharing')
});
