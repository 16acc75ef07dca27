/** The words of the pages that say who looked, with those about sharing; each of them has this as its `load`. */
import { loaderOf } from './index.ts';
import { load as sharing } from './sharing.ts';

const own = loaderOf({
  en: () => import('virtual:messages/en/looks'),
  es: () => import('virtual:messages/es/looks')
});

export const load: typeof own = async (event) => {
  await Promise.all([own(event), sharing(event)]);
};
