export { load } from '#lib/i18n/handover.ts';
