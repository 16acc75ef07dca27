/** The words of a set-up that somebody else begins; its pages ask for other parts besides. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/handover'),
  es: () => import('virtual:messages/es/handover')
});
