export { load } from '#lib/i18n/reminders.ts';
