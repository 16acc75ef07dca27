/** Copies of what this phone holds, made without a network. */
import { version } from '$app/env';
import type { Journal } from '../db/database.ts';
import { read } from '../db/database.ts';
import type { Me } from '../state/stored.ts';
import { visible } from '../sync/compose.ts';
import type { Entry, Pending } from '../sync/types.ts';
import { spreadsheet } from './csv.ts';

export const FORMAT = { format: 'daybook-phone', version: 1 } as const;

/** Everything there is, as docs/copies.md says. */
export async function fullCopy(db: Journal, me: Me, now: Date): Promise<string> {
  const [entries, outbox, acked, refused, flags, epoch] = await Promise.all([
    db.entries.toArray(),
    db.outbox.orderBy('n').toArray(),
    db.acked.orderBy('n').toArray(),
    db.quarantine.toArray(),
    db.flags.toArray(),
    read<number>(db, 'epoch')
  ]);
  const copy = {
    ...FORMAT,
    ...{ made_at: now.toISOString(), app: version, epoch: epoch ?? null },
    ...{ settings: me.journal, entries },
    waiting: outbox.map(({ op }) => op),
    ...{ refused, earlier: acked.map(({ bytes }) => JSON.parse(bytes) as unknown), flags }
  };
  return JSON.stringify(copy, null, 1);
}

/** The notes as screens show them, with what waits to be sent. */
export async function notesAsTable(db: Journal): Promise<string> {
  const waiting = new Map<string, Pending[]>();
  for (const row of await db.outbox.orderBy('n').toArray()) {
    waiting.set(row.entry_id, [...(waiting.get(row.entry_id) ?? []), row]);
  }
  const shadows = new Map((await db.entries.toArray()).map((row) => [row.id, row]));
  const ids = new Set([...shadows.keys(), ...waiting.keys()]);
  const shown = [...ids].map((id) => visible(shadows.get(id), waiting.get(id) ?? []));
  return spreadsheet(shown.filter((entry): entry is Entry => entry !== undefined));
}
