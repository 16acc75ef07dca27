/** The words about where and how a symptom is; the pages that ask for it have this as their `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/symptom'),
  es: () => import('virtual:messages/es/symptom')
});
