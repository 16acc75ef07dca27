import { load as reminders } from '#lib/i18n/reminders.ts';
import { load as settings } from '#lib/i18n/settings.ts';

export const load: typeof settings = async (event) => {
  await Promise.all([settings(event), reminders(event)]);
};
