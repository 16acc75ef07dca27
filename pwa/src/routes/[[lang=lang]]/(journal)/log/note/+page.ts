import { load as loadSecond } from '#lib/i18n/second.ts';
import { load as loadAdding } from '#lib/i18n/adding.ts';

export const load = async (page: Parameters<typeof loadAdding>[0]): Promise<void> => {
  await Promise.all([loadSecond(page), loadAdding(page)]);
};
