/** The words for weight and temperature; pages on which they are noted have this as their `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/measures'),
  es: () => import('virtual:messages/es/measures')
});
