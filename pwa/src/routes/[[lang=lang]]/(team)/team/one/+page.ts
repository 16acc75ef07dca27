export { load } from '#lib/i18n/team.ts';
