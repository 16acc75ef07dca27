export { load } from '#lib/i18n/sending.ts';
