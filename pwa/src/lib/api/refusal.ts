import { t } from '../i18n/index.ts';
import type { Reply } from './http.ts';

/** Why the server did not do it, in words for the person. */
export function refusalOf({ status }: Reply): string {
  if (status === 429) return t('signin.toomany');
  return t(status === 0 ? 'app.offline.needed' : 'app.error');
}
