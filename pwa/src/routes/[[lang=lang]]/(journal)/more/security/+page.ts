import { load as security } from '#lib/i18n/security.ts';
import { load as settings } from '#lib/i18n/settings.ts';

export const load: typeof security = async (event) => {
  await Promise.all([security(event), settings(event)]);
};
