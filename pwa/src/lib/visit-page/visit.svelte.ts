/** What the pages on visits share: what is on this device, and the page made of it. */
import { live } from '../live.svelte.ts';
import { calendar } from '../state/calendar.svelte.ts';
import { prefs } from '../state/prefs.svelte.ts';
import { session } from '../state/session.svelte.ts';
import { drawn, type Drawn } from './charts.ts';
import { gather, topWords, type Gathered } from './gather.ts';
import { visitPage, type VisitPage } from './page.ts';

export interface Visit {
  /** Undefined until it has been read. */
  readonly found: Gathered | undefined;
  readonly page: VisitPage | undefined;
  /** Drawn, as far as there is enough to draw and charts are not hidden. */
  readonly charts: readonly Drawn[];
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
  const charts = $derived(
    found.value && prefs.all.charts !== 'off'
      ? drawn(
          ...([found.value.charts, found.value.entries] as const),
          ...([calendar.today, session.journal?.units ?? 'metric'] as const)
        )
      : []
  );
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
