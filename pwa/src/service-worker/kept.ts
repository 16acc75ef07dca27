/**
 * What the worker keeps of each page. The scripts and words of all pages are kept; of those where
 * people begin, and that show something before the notes have been read, also the page itself, so
 * that it stands there before any script runs. All others are put together by the empty page.
 */
export const EMPTY = '/200.html';

const BEGIN = ['/', '/today/', '/add/', '/more/', '/help/', '/now/', '/crisis/'];

export function isBeginning(pathname: string): boolean {
  return BEGIN.includes(pathname.replace(/^\/es(?=\/)/, ''));
}

/** What the phone cannot do by itself: other people's journals, and who may come in. */
const CONNECTED = [
  ...['/shared/', '/team/', '/helping/', '/visit/', '/invited/', '/join/', '/link/'],
  ...[
    '/sign-in/',
    '/sign-up/',
    '/set-up/',
    '/sharing/invite/',
    '/sharing/visit/',
    '/sharing/change/'
  ],
  ...['/more/apps/', '/more/security/', '/more/devices/']
];
/** The scripts that only those need. A step after the build writes it. */
export const LIST = '/_app/connected.json';

export function needsNetwork(pathname: string): boolean {
  const plain = pathname.replace(/^\/es(?=\/)/, '');
  return CONNECTED.some((page) => plain.startsWith(page));
}

/** Files that the phone's own shell asks for when the app is installed, and robots. */
export const isForOthers = (file: string): boolean => /(-512\.png|\.txt)$/.test(file);
