export { load } from '#lib/i18n/helping.ts';
