/** What stands after the "?" and the "#" of the address; not known while pages are prerendered. */
import { afterNavigate } from '$app/navigation';

export interface Query {
  /** Undefined until the page runs in a browser. */
  readonly all: URLSearchParams | undefined;
  get(name: string): string | undefined;
  /** Behind the "#", which no server gets: the place for a word about health. */
  readonly about: string;
}

export function useQuery(): Query {
  let all = $state.raw<Query['all']>();
  let about = $state('');
  afterNavigate(({ to }) => {
    all = to?.url.searchParams;
    about = to?.url.hash.slice(1) ?? '';
  });
  return {
    get all() {
      return all;
    },
    get about() {
      return about;
    },
    get: (name) => all?.get(name) ?? undefined
  };
}
