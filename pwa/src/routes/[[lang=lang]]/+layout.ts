import { langOf, loadMessages } from '#lib/i18n/index.ts';

/** Every page below can use `t()` from the first moment on. */
export async function load({ params }: { params: { lang?: string } }): Promise<void> {
  await loadMessages(langOf(params.lang));
}
