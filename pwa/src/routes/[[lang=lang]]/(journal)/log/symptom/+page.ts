export { load } from '#lib/i18n/symptom.ts';
