import { load as install } from '#lib/i18n/install.ts';
import { load as reminders } from '#lib/i18n/reminders.ts';

export const load: typeof reminders = async (event) => {
  await Promise.all([reminders(event), install(event)]);
};
