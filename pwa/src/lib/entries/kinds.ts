/** Which kinds of notes this journal holds, to choose from. */
import type { Local } from '../local/index.ts';
import type { EntryType } from '../sync/types.ts';

/** In the order in which they are offered. */
export const KINDS: readonly EntryType[] = [
  ...(['symptom', 'checkin', 'sleep', 'diet', 'activity', 'alcohol', 'tobacco'] as const),
  ...(['weight', 'temperature', 'lab', 'distress', 'mood_screen', 'note'] as const),
  ...(['appointment', 'question', 'photo'] as const)
];

export async function kindsHeld({ db }: Pick<Local, 'db'>): Promise<EntryType[]> {
  const index = db.entries.where('[type+at]');
  // Begun together: after the first of them is there, changes of the others would go unnoticed.
  const [waiting, ...sent] = await Promise.all([
    db.outbox.toArray(),
    ...KINDS.map((kind) =>
      index
        .between([kind, -Infinity], [kind, Infinity])
        .filter(({ deleted }) => !deleted)
        .first()
    )
  ]);
  const unsent = waiting.filter(({ op }) => op.kind === 'put').map(({ op }) => op.type);
  return KINDS.filter((kind, i) => sent[i] !== undefined || unsent.includes(kind));
}
