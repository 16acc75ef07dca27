/**
 * What the worker keeps of each page. The scripts and words of all pages are kept; of those where
 * people begin, and that show something before the notes have been read, also the page itself, so
 * that it stands there before any script runs. All others are put together by the empty page. What
 * can do nothing without a network says so when opened.
 */
export const EMPTY = '/200.html';

const BEGIN = ['/', '/today/', '/add/', '/more/', '/help/', '/now/', '/crisis/'];

export function isBeginning(pathname: string): boolean {
  return BEGIN.includes(pathname.replace(/^\/es(?=\/)/, ''));
}

/** Files that the phone's own shell asks for when the app is installed, and robots. */
export const isForOthers = (file: string): boolean => /(-512\.png|robots\.txt)$/.test(file);
