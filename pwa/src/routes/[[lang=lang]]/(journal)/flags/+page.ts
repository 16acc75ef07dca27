export { load } from '#lib/i18n/tray.ts';
