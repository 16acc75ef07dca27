/** The words about copies and about deleting. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/leaving'),
  es: () => import('virtual:messages/es/leaving')
});
