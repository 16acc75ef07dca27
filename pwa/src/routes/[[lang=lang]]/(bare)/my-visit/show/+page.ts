export { load } from '#lib/i18n/visits.ts';
