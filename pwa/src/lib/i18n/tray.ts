/** The words of the pages of one note, of what needs a decision, and of what to raise; each of them has this as its `load`. */
import { loaderOf } from './index.ts';

export const load = loaderOf({
  en: () => import('virtual:messages/en/tray'),
  es: () => import('virtual:messages/es/tray')
});
