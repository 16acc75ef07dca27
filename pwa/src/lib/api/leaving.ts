/**
 * A sign-out that the server has not heard of. The session's cookie cannot be deleted from here, so
 * until the server has ended the session nothing else may be asked in its name.
 */
const KEY = 'daybook.leaving';
let leaving: boolean | undefined;

export function isLeaving(): boolean {
  try {
    // Asked anew each time: another tab may have got through.
    leaving = localStorage.getItem(KEY) !== null;
  } catch {
    // A browser that keeps nothing: this page remembers.
  }
  return leaving === true;
}

/** Whether somebody's access is still to be stopped: see stops.ts. */
export function hasStops(): boolean {
  try {
    return localStorage.getItem('daybook.stops') !== null;
  } catch {
    return false;
  }
}

export function setLeaving(is: boolean): void {
  leaving = is;
  try {
    if (is) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // The same.
  }
}
