export { load } from '#lib/i18n/looks.ts';
