import { load as loadAdding } from '#lib/i18n/adding.ts';
import { load as loadSymptom } from '#lib/i18n/symptom.ts';

export const load = async (page: Parameters<typeof loadSymptom>[0]): Promise<void> => {
  await Promise.all([loadAdding(page), loadSymptom(page)]);
};
