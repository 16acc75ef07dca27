export { load } from '#lib/i18n/measures.ts';
