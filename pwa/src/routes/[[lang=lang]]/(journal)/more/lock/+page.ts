export { load } from '#lib/i18n/lock.ts';
