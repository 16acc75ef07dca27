/** What the weekly check-in asks about. Pure; from the days before today, so that it stands all day. */
import { addDays, daysBetween, type Day } from '../core/days.ts';
import { levelOf } from '../flags/history.ts';
import type { WatchLists } from '../flags/types.ts';
import type { FullTerm } from '../flagging/data.ts';
import type { Entry } from '../sync/types.ts';

export type Noted = Pick<Entry, 'id' | 'type' | 'occurred_at' | 'local_date' | 'body'>;

/** What the journal's profile says that matters here. */
export interface About {
  readonly cancer_type?: string;
  readonly original_symptoms?: readonly string[];
  readonly baseline?: Readonly<Record<string, number>>;
  /** What the person wants to be asked besides. */
  readonly ask_about?: readonly string[];
}

export interface Items {
  /** One a screen, in this order. */
  asked: string[];
  /** Also on the list, but more than one sitting should ask; offered in the end. */
  rest: string[];
}

/** Asked of everybody; mood comes last. */
const BODY = ['fatigue', 'appetite_loss', 'pain', 'insomnia'];
const MOOD = ['anxiety', 'sadness'];
export const CORE: readonly string[] = [...BODY, ...MOOD];
/** More tires people out; who chooses more themselves may have so many besides. */
export const MOST = 10;
export const MOST_CHOSEN = 3;
/** Whatever was above the usual level in so many days is asked about again. */
const RECENT_DAYS = 14;
/** Asked among the mood questions only. */
const NEVER = 'self_harm_thoughts';

/** Whether it can be asked for besides: some is asked of everybody, and one thing only of mood. */
export function canBeChosen(slug: string): boolean {
  return !CORE.includes(slug) && slug !== NEVER;
}

interface Seen {
  /** The highest level above the usual one in the last days; 0 for none. */
  recent: number;
  /** The last day on which it was answered. */
  last: Day;
}

function seen(entries: readonly Noted[], today: Day, { baseline = {} }: About): Map<string, Seen> {
  const found = new Map<string, Seen>();
  for (const entry of entries) {
    if (entry.type !== 'symptom' || entry.local_date >= today) continue;
    const slug = String(entry.body['symptom']);
    const level = levelOf({ ...entry, at: entry.occurred_at }) ?? 0;
    const known = found.get(slug) ?? { recent: 0, last: '' };
    const counts =
      daysBetween(entry.local_date, today) < RECENT_DAYS && level > (baseline[slug] ?? 0);
    found.set(slug, {
      recent: Math.max(known.recent, counts ? level : 0),
      last: known.last > entry.local_date ? known.last : entry.local_date
    });
  }
  return found;
}

/**
 * First what everybody is asked. Then, as far as there is room: what was there in the last days,
 * the worst first; what it began with, back then; and the watch list, where what has not been
 * asked for longest comes first, so that some weeks go through all of it. What the person chose
 * comes besides, so that it takes no room from what the rules need.
 */
export function itemsOf(
  terms: readonly FullTerm[],
  watch: WatchLists,
  about: About,
  entries: readonly Noted[],
  today: Day
): Items {
  const known = seen(entries, today, about);
  const listed = watch.by_cancer_type[about.cancer_type ?? 'other'] ?? [];
  const began = about.original_symptoms ?? [];
  const wanted = new Set([...known.keys()].filter((slug) => (known.get(slug)?.recent ?? 0) > 0));
  [...began, ...watch.always, ...listed].forEach((slug) => wanted.add(slug));
  const others = terms
    .filter(({ slug }) => wanted.has(slug) && !CORE.includes(slug) && slug !== NEVER)
    .map(({ slug, tier }, place) => ({
      slug,
      order: [
        9 - (known.get(slug)?.recent ?? 0),
        began.includes(slug) ? 0 : 1,
        known.get(slug)?.last ?? '',
        tier === 'A' ? 0 : 1,
        place
      ]
    }))
    .sort((a, b) => compare(a.order, b.order))
    .map(({ slug }) => slug);
  const room = MOST - CORE.length;
  const needed = others.slice(0, room);
  const chosen = (about.ask_about ?? [])
    .filter((slug) => canBeChosen(slug) && terms.some((term) => term.slug === slug))
    .slice(0, MOST_CHOSEN)
    .filter((slug) => !needed.includes(slug));
  return {
    asked: [...BODY, ...needed, ...chosen, ...MOOD],
    rest: others.slice(room).filter((slug) => !chosen.includes(slug))
  };
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** Since when notes are needed to say what to ask. */
export function lookBack(today: Day): Day {
  return addDays(today, -60);
}
