/** What the pages on visits share: what is on this device, and the page made of it. */
import { addDays } from '../core/days.ts';
import { live } from '../live.svelte.ts';
import { calendar } from '../state/calendar.svelte.ts';
import { prefs } from '../state/prefs.svelte.ts';
import { session } from '../state/session.svelte.ts';
import type { ToDraw } from './charts.ts';
import { gather, topWords, type Gathered } from './gather.ts';
import { visitPage, WEEKS_BACK, type VisitPage } from './page.ts';

export interface Visit {
  /** Undefined until it has been read. */
  readonly found: Gathered | undefined;
  readonly page: VisitPage | undefined;
  /** What is to be drawn on it; undefined where nothing is, or charts are hidden. */
  readonly charts: ToDraw | undefined;
}

export function useVisit(): Visit {
  const found = live<string, Gathered | undefined>(() => calendar.today, gather, undefined);
  const page = $derived(
    found.value &&
      visitPage({
        ...found.value,
        top: topWords(found.value),
        today: calendar.today,
        units: session.journal?.units ?? 'metric'
      })
  );
  const charts = $derived.by(() => {
    const { value } = found;
    if (!value || value.charts.length === 0 || prefs.all.charts === 'off') return undefined;
    const units = session.journal?.units ?? 'metric';
    const [from, to] = [addDays(calendar.today, -WEEKS_BACK), calendar.today];
    return { chosen: value.charts, entries: value.entries, from, to, units };
  });
  return {
    get charts() {
      return charts;
    },
    get found() {
      return found.value;
    },
    get page() {
      return page;
    }
  };
}
