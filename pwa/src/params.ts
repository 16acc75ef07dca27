import { defineParams } from '@sveltejs/kit/params';

/** The languages that stand as a first path part; English has none. */
export const params = defineParams({
  lang: (part) => (part === 'es' ? part : undefined)
});
