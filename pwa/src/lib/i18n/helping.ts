/**
 * The words of the pages of somebody who notes for another. The page of one note shows nothing else;
 * the list has `load`, which brings those about sharing as well.
 */
import { loaderOf } from './index.ts';
import { load as sharing } from './sharing.ts';

export const own = loaderOf({
  en: () => import('virtual:messages/en/helping'),
  es: () => import('virtual:messages/es/helping')
});

export const load: typeof own = async (event) => {
  await Promise.all([own(event), sharing(event)]);
};
