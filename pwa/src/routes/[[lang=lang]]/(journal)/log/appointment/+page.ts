export { load } from '#lib/i18n/booking.ts';
