/** The words of the pages about hard moments; those pages load them before they are shown. */
import { addMessages, langOf, type Lang } from './index.ts';

const LOADERS = {
  en: () => import('virtual:messages/en/care'),
  es: () => import('virtual:messages/es/care')
};

export async function loadCare(lang: Lang): Promise<void> {
  addMessages(lang, (await LOADERS[lang]()).default);
}

/** For a page's own `load`. */
export async function load({ params }: { params: { lang?: string } }): Promise<void> {
  await loadCare(langOf(params.lang));
}
