export { load } from '#lib/i18n/care.ts';
