import { own as helping } from '#lib/i18n/helping.ts';
import { load as measures } from '#lib/i18n/measures.ts';

export const load: typeof helping = async (event) => {
  await Promise.all([helping(event), measures(event)]);
};
