/**
 * Pages that can do nothing without a network, because what they show or change is not on the phone,
 * and signing out, which nobody opens first. The worker does not keep them. Who goes to one from
 * within the app still gets it, and where that is so it says that it needs a connection.
 */
const ONLINE = [
  ...['/helping/', '/helping/note/', '/invited/', '/join/', '/link/', '/shared/journal/'],
  ...['/more/apps/', '/more/break/', '/more/devices/', '/more/journal/', '/more/mail/'],
  ...['/more/phones/', '/more/reminders/', '/more/reminders/how/', '/more/reminders/one/'],
  ...['/more/security/', '/more/sign-out/'],
  ...['/sharing/change/', '/sharing/invite/', '/sharing/looks/', '/sharing/visit/'],
  ...['/sign-in/', '/sign-up/', '/team/', '/team/one/', '/visit/']
];

export function needsNetwork(pathname: string): boolean {
  return ONLINE.includes(pathname.replace(/^\/es(?=\/)/, ''));
}

/** Files that the phone's own shell asks for when the app is installed, and robots. */
export const isForOthers = (file: string): boolean => /(-512\.png|robots\.txt)$/.test(file);
