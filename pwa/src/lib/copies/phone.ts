/** Copies of what this phone holds, made without a network. */
import { version } from '$app/env';
import type { Local } from '../local.ts';
import type { Me } from '../state/stored.ts';
import { spreadsheet } from './csv.ts';

/** Everything there is, as docs/copies.md says. */
export async function fullCopy({ db }: Local, me: Me, now: Date): Promise<string> {
  const [entries, outbox, acked, refused, flags, epoch] = await Promise.all([
    db.entries.toArray(),
    db.outbox.orderBy('n').toArray(),
    db.acked.orderBy('n').toArray(),
    db.quarantine.toArray(),
    db.flags.toArray(),
    db.kv.get('epoch')
  ]);
  const copy = {
    ...{ format: 'daybook-phone', version: 1, made_at: now.toISOString(), app: version },
    ...{ epoch: epoch?.value ?? null, settings: me.journal, entries },
    waiting: outbox.map(({ op }) => op),
    ...{ refused, earlier: acked.map(({ bytes }) => JSON.parse(bytes) as unknown), flags }
  };
  return JSON.stringify(copy, null, 1);
}

/** The notes as screens show them, with what waits to be sent. */
export async function notesAsTable({ db, views }: Local): Promise<string> {
  return spreadsheet(await views.since(db, -Infinity));
}
