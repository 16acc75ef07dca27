/** Which charts go on the page for a visit: this phone remembers them. */
import type { Journal } from '../db/database.ts';

/** More do not fit on one page. */
export const MOST_CHARTS = 3;
const KEY = 'visit_charts';

export async function chartsChosen(db: Journal): Promise<string[]> {
  return ((await db.kv.get(KEY))?.value as string[] | undefined) ?? [];
}

/** Puts one on the page or takes it off; false where there is no room for one more. */
export async function putChart(db: Journal, of: string, on: boolean): Promise<boolean> {
  return db.transaction('rw', db.kv, async () => {
    const others = (await chartsChosen(db)).filter((one) => one !== of);
    if (on && others.length >= MOST_CHARTS) return false;
    await db.kv.put({ key: KEY, value: on ? [...others, of] : others });
    return true;
  });
}
