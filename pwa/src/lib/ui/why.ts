import type { Step } from '../api/auth.ts';
import { t } from '../i18n/index.ts';

type Why = Extract<Step, { at: 'failed' }>['why'];

/** Why a step did not work, in words that fit everywhere. */
export function whyText(why: Why): string {
  switch (why) {
    case 'offline':
      return t('app.offline.needed');
    case 'too-many':
      return t('signin.toomany');
    case 'closed':
      return t('signup.closed');
    case 'weak':
      return t('signup.password.weak');
    default:
      return t('app.error');
  }
}

/** Enough of a check to catch a slip; whether the address exists, only a mail can tell. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim()) || /^[^\s@]+@localhost$/.test(text.trim());
}
