export { load } from '#lib/i18n/photos.ts';
