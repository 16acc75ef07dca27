/** The words of the page to note a test or visit, with those about visits; each of them has this as its `load`. */
import { loaderOf } from './index.ts';
import { load as visits } from './visits.ts';

const own = loaderOf({
  en: () => import('virtual:messages/en/booking'),
  es: () => import('virtual:messages/es/booking')
});

export const load: typeof own = async (event) => {
  await Promise.all([own(event), visits(event)]);
};
