/** What a screen reads from the journal on this device, kept up to date. */
import { local, type Local } from './local.ts';
import { session } from './state/session.svelte.ts';

export interface Live<T> {
  readonly value: T;
  /** Whether the database has answered. */
  readonly ready: boolean;
  /** Whether it could not be opened at all. */
  readonly failed: boolean;
}

/**
 * Runs `query` now and whenever what it read changes. It runs again when `args` changes; while
 * that is undefined, or nobody is signed in, it does not run.
 */
export function live<A, T>(
  args: () => A | undefined,
  query: (local: Local, args: A) => Promise<T>,
  initial: T
): Live<T> {
  let value = $state.raw(initial);
  let ready = $state(false);
  let failed = $state(false);
  $effect(() => {
    const given = args();
    if (given === undefined || !session.journal) return;
    let stop: (() => void) | undefined;
    let over = false;
    local().then(
      (open) => {
        if (over) return;
        stop = open.watch(
          () => query(open, given),
          (found) => {
            value = found;
            ready = true;
          }
        );
      },
      () => (failed = true)
    );
    return () => {
      over = true;
      stop?.();
    };
  });
  return {
    get value() {
      return value;
    },
    get ready() {
      return ready;
    },
    get failed() {
      return failed;
    }
  };
}
