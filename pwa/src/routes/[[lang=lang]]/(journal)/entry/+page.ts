import { load as loadAdding } from '#lib/i18n/adding.ts';
import { load as loadTray } from '#lib/i18n/tray.ts';

export const load = async (page: Parameters<typeof loadTray>[0]): Promise<void> => {
  await Promise.all([loadAdding(page), loadTray(page)]);
};
