export { load } from '#lib/i18n/adding.ts';
