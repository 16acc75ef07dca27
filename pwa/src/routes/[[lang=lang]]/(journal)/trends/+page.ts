export { load } from '#lib/i18n/trends.ts';
