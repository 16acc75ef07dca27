export { load } from '#lib/i18n/start.ts';
