export { load } from '#lib/i18n/find.ts';
