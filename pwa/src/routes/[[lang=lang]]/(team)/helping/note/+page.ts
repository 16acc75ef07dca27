import { own as helping } from '#lib/i18n/helping.ts';
import { load as adding } from '#lib/i18n/adding.ts';

export const load: typeof helping = async (event) => {
  await Promise.all([helping(event), adding(event)]);
};
