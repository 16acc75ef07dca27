/** What a tap does, the same on every page: save, show that it is saved, offer to take it back. */
import { goto } from '$app/navigation';
import { path, plainPath, t } from './i18n/index.ts';
import { local } from './local.ts';
import type { Given, Saved, Written } from './local/save.ts';
import type { Shown } from './local/views.ts';
import { waitingPage } from './state/crisis.ts';
import { prefs } from './state/prefs.svelte.ts';
import { problem } from './state/problem.svelte.ts';
import { undo } from './state/undo.svelte.ts';

const BUZZ_MS = 40;

/**
 * Saves what was given. Undefined when it could not be written to this device; the card above the
 * page says so then and offers to try again. An emergency takes the survivor to its page. When the
 * survivor takes it back, `undone` hears what is there now.
 */
export async function save(
  given: Given,
  words = '',
  undone?: (now: Shown | undefined) => void
): Promise<Saved | undefined> {
  let emergency = false;
  try {
    const journal = await local();
    const saving = journal.save(given, (written) => {
      problem.clear();
      if (prefs.all.buzz) navigator.vibrate?.(BUZZ_MS);
      // The page hears first that it is saved, then that it is taken back.
      const back = (): Promise<void> => saving.then(() => takeBack(written, undone));
      undo.show(t(given.id ? 'saved.changed' : 'saved.now'), back);
    });
    const saved = await saving;
    ({ emergency } = saved);
    if (waitingPage() === '/crisis/') undo.drop();
    return saved;
  } catch (error) {
    const failed = error as { emergency?: boolean; full?: boolean };
    emergency = failed.emergency === true;
    problem.show(failed.full === true, words, () => save(given, words, undone));
    return undefined;
  } finally {
    const waits = emergency && waitingPage();
    if (waits && plainPath(location.pathname) !== waits) await goto(path(waits));
  }
}

async function takeBack(
  { id, before }: Written,
  undone?: (now: Shown | undefined) => void
): Promise<void> {
  const journal = await local();
  const back = before?.deleted ? undefined : before;
  if (back) await journal.putBack(back);
  else await journal.remove(id);
  undone?.(back);
}

/** Deletes an entry and offers to bring it back. */
export async function remove(id: string): Promise<void> {
  const journal = await local();
  const before = await journal.remove(id);
  if (before) undo.show(t('saved.deleted'), () => journal.putBack(before));
}
