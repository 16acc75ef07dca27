import type { Entry } from '../sync/types.ts';

/**
 * The name of whoever noted it for the survivor, "" where they gave none; undefined for what the
 * survivor noted.
 */
export function notedBy(
  { author_id, author_name }: Pick<Entry, 'author_id' | 'author_name'>,
  ownerId: string | undefined
): string | undefined {
  return author_id && author_id !== ownerId ? (author_name ?? '') : undefined;
}
