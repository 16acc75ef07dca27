import type { Entry, EntryRow } from './types.ts';

/** The entry with what IndexedDB sorts and looks up by. */
export function row(entry: Entry): EntryRow {
  const symptom = entry.body['symptom'];
  return {
    ...entry,
    // A device meets an entry from before copies were sent, or a snapshot without them.
    copies: entry.copies ?? [],
    at: Date.parse(entry.occurred_at),
    ...(typeof symptom === 'string' ? { symptom } : {})
  };
}
