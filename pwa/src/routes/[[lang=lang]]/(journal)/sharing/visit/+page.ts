export { load } from '#lib/i18n/sharing.ts';
