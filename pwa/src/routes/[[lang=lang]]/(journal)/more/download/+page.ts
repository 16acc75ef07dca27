export { load } from '#lib/i18n/leaving.ts';
