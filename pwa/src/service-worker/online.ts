/**
 * Pages that can do nothing without a network, because what they show or change is not on the phone,
 * and some that nobody opens first: a break, the week, signing out. The worker does not keep them.
 * Who goes to one from within the app still gets it, and it says so where it needs a connection.
 */
const ONLINE = [
  ...['/helping/', '/helping/note/', '/invited/', '/join/', '/link/', '/shared/journal/'],
  ...['/more/apps/', '/more/break/', '/more/devices/', '/more/journal/', '/more/mail/'],
  ...['/more/phones/', '/more/reminders/', '/more/reminders/how/', '/more/reminders/one/'],
  ...['/more/security/', '/more/sign-out/', '/more/week/'],
  ...['/sharing/change/', '/sharing/invite/', '/sharing/looks/', '/sharing/visit/'],
  ...['/sign-in/', '/sign-up/', '/team/', '/team/one/', '/visit/']
];

export function needsNetwork(pathname: string): boolean {
  return ONLINE.includes(pathname.replace(/^\/es(?=\/)/, ''));
}

/** Files that the phone's own shell asks for when the app is installed, and robots. */
export const isForOthers = (file: string): boolean => /(-512\.png|robots\.txt)$/.test(file);
