/** The words of the pages on who may look, with those about looks and sharing; each of them has this as its `load`. */
import { loaderOf } from './index.ts';
import { load as looks } from './looks.ts';

const own = loaderOf({
  en: () => import('virtual:messages/en/grants'),
  es: () => import('virtual:messages/es/grants')
});

export const load: typeof own = async (event) => {
  await Promise.all([own(event), looks(event)]);
};
