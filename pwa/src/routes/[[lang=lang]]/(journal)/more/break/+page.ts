export { load } from '#lib/i18n/break.ts';
