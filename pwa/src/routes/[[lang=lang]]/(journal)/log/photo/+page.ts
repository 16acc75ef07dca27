import { load as photos } from '#lib/i18n/photos.ts';
import { load as symptom } from '#lib/i18n/symptom.ts';

export const load: typeof photos = async (event) => {
  await Promise.all([photos(event), symptom(event)]);
};
