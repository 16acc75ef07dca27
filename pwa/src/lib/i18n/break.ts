/** The words about taking a break: of its page, and of what Today says meanwhile. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/break'),
  es: () => import('virtual:messages/es/break')
});
