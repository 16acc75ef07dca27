export { load } from '#lib/i18n/same.ts';
