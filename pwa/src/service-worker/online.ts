/**
 * Pages that can do nothing without a network, because what they show is kept nowhere. The worker
 * does not keep them either.
 */
const ONLINE = [
  ...['/helping/', '/helping/note/', '/invited/', '/join/', '/link/', '/shared/journal/'],
  ...[
    '/more/apps/',
    '/more/devices/',
    '/more/security/',
    '/sharing/change/',
    '/sharing/invite/',
    '/sharing/looks/'
  ],
  ...['/sharing/visit/', '/sign-up/', '/team/', '/team/one/', '/visit/']
];

export function needsNetwork(pathname: string): boolean {
  return ONLINE.includes(pathname.replace(/^\/es(?=\/)/, ''));
}
