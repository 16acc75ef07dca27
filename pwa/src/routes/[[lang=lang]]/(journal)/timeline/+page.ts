import { load as loadAdding } from '#lib/i18n/adding.ts';
import { load as loadFind } from '#lib/i18n/find.ts';

export const load = async (page: Parameters<typeof loadFind>[0]): Promise<void> => {
  await Promise.all([loadAdding(page), loadFind(page)]);
};
