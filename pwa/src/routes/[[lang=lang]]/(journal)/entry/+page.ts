import { load as loadSecond } from '#lib/i18n/second.ts';
import { load as loadTray } from '#lib/i18n/tray.ts';

export const load = async (page: Parameters<typeof loadTray>[0]): Promise<void> => {
  await Promise.all([loadSecond(page), loadTray(page)]);
};
