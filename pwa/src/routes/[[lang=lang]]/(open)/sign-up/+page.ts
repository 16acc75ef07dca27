export { load } from '#lib/i18n/security.ts';
