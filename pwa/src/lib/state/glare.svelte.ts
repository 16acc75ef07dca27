/** High contrast for bright sun or sore eyes by one tap, and back to what was chosen before. */
import { prefs } from './prefs.svelte.ts';
import type { Theme } from './stored.ts';

const isContrast = (theme: Theme | undefined): boolean => theme?.startsWith('contrast') ?? false;

function isDark(theme: Theme | undefined): boolean {
  if (theme) return theme === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

export const glare = {
  get on(): boolean {
    return isContrast(prefs.all.theme);
  },

  turn(): void {
    const { theme, before } = prefs.all;
    if (isContrast(theme)) prefs.change({ theme: before, before: undefined });
    else prefs.change({ theme: isDark(theme) ? 'contrast-dark' : 'contrast', before: theme });
  }
};
