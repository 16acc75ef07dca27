export { load } from '#lib/i18n/second.ts';
