import { langOf } from '#lib/i18n/index.ts';
import { loadBook, type Book } from '#lib/rules/book.ts';

export async function load({ params }: { params: { lang?: string } }): Promise<{ book: Book }> {
  return { book: await loadBook(langOf(params.lang)) };
}
