export { load } from '#lib/i18n/tips.ts';
