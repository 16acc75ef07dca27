/**
 * A sign-out that the server has not heard of. The session's cookie cannot be deleted from here, so
 * until the server has ended the session nothing else may be asked in its name.
 */
import { store, stored } from '../state/stored.ts';

const KEY = 'daybook.leaving';
/** In a browser that keeps nothing, this page remembers. */
let remembered = false;

export function isLeaving(): boolean {
  // Asked anew each time: another tab may have got through.
  return remembered || stored(KEY) !== undefined;
}

/** Whether that, an end of sharing (stops.ts) or a break (breaks.ts) is to be told first. */
export const isDue = (): boolean =>
  isLeaving() || Boolean(stored('daybook.stops') ?? stored('daybook.break'));

export function setLeaving(is: boolean): void {
  store(KEY, is ? 1 : undefined);
  remembered = is && stored(KEY) === undefined;
}
