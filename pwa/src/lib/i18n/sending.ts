/** The words of the pages on sending a visit page, with those about visits; each of them has this as its `load`. */
import { loaderOf } from './index.ts';
import { load as visits } from './visits.ts';

const own = loaderOf({
  en: () => import('virtual:messages/en/sending'),
  es: () => import('virtual:messages/es/sending')
});

export const load: typeof own = async (event) => {
  await Promise.all([own(event), visits(event)]);
};
