/** Questions to begin with; fetched when somebody asks for them. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/starters'),
  es: () => import('virtual:messages/es/starters')
});
