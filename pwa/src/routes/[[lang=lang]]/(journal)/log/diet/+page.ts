export { load } from '#lib/i18n/habits.ts';
