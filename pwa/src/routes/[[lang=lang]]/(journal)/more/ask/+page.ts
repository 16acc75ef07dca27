export { load } from '#lib/i18n/settings.ts';
