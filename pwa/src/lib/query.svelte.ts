/** What stands after the "?" of the address; not known while pages are prerendered. */
import { afterNavigate } from '$app/navigation';

export interface Query {
  /** Undefined until the page runs in a browser. */
  readonly all: URLSearchParams | undefined;
  get(name: string): string | undefined;
}

export function useQuery(): Query {
  let all = $state.raw<Query['all']>();
  afterNavigate(({ to }) => void (all = to?.url.searchParams));
  return {
    get all() {
      return all;
    },
    get: (name) => all?.get(name) ?? undefined
  };
}
