/**
 * Changes parts of an entry that is there, one change after the other and each on what the one
 * before left: who writes an answer and ticks the box at once means both.
 */
import { save } from '../actions.ts';
import { local } from '../local.ts';
import { undo } from '../state/undo.svelte.ts';
import type { Body } from '../sync/types.ts';

let turn: Promise<unknown> = Promise.resolve();

/** `parts` is asked with the body as it is then; what it gives as undefined is taken out. */
export function change(id: string, parts: (body: Body) => Body, words = ''): Promise<void> {
  const changed = turn.then(async () => {
    const { views, db } = await local();
    const entry = await views.entryById(db, id);
    if (!entry || entry.deleted) return;
    const body = Object.fromEntries(
      Object.entries({ ...entry.body, ...parts(entry.body) }).filter(([, one]) => one !== undefined)
    );
    await save({ type: entry.type, id, body }, words);
  });
  turn = changed.catch(() => undefined);
  return changed;
}

/** The same where the way back stands beside it, as with "Move up" and "Move down". */
export async function changeQuietly(id: string, parts: Body, words = ''): Promise<void> {
  await change(id, () => parts, words);
  undo.drop();
}
