/** The words of the tips for people who help. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/tips'),
  es: () => import('virtual:messages/es/tips')
});
