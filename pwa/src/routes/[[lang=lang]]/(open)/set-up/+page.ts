import { load as handover } from '#lib/i18n/handover.ts';
import { load as reminders } from '#lib/i18n/reminders.ts';
import { load as settings } from '#lib/i18n/settings.ts';

export const load: typeof handover = async (event) => {
  await Promise.all([handover(event), settings(event), reminders(event)]);
};
