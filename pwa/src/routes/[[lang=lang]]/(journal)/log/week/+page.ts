export { load } from '#lib/i18n/weekly.ts';
