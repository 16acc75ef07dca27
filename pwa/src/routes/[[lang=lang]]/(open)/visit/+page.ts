export { load } from '#lib/i18n/room.ts';
