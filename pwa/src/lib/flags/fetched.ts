/**
 * The rules that need no network, as a script of its own: fetched with the first page on which
 * something can be noted, not with Today. The worker has kept it by then.
 */
export const rulesOfPhone = (): Promise<typeof import('./evaluate.ts')> => import('./evaluate.ts');
