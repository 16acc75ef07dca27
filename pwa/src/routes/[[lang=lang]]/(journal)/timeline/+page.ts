import { load as loadSecond } from '#lib/i18n/second.ts';
import { load as loadFind } from '#lib/i18n/find.ts';

export const load = async (page: Parameters<typeof loadFind>[0]): Promise<void> => {
  await Promise.all([loadSecond(page), loadFind(page)]);
};
