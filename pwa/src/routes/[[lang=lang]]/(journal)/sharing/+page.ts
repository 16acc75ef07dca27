export { load } from '#lib/i18n/grants.ts';
