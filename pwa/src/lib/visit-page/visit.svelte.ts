/** What the pages on visits share: what is on this device, and the page made of it. */
import { live } from '../live.svelte.ts';
import { calendar } from '../state/calendar.svelte.ts';
import { session } from '../state/session.svelte.ts';
import { gather, topWords, type Gathered } from './gather.ts';
import { visitPage, type VisitPage } from './page.ts';

export interface Visit {
  /** Undefined until it has been read. */
  readonly found: Gathered | undefined;
  readonly page: VisitPage | undefined;
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
  return {
    get found() {
      return found.value;
    },
    get page() {
      return page;
    }
  };
}
