/** The words of each part in each language, as scripts/messages-plugin.ts deals them. */
declare module 'virtual:messages/en' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/care' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/care' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/security' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/settings' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/security' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/settings' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/looks' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/looks' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/room' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/room' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/team' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/team' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/grants' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/grants' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/helping' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/helping' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/tips' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/tips' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/handover' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/handover' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/sharing' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/sharing' {
  const messages: import('./lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/adding' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/adding' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/tray' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/tray' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/start' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/start' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/reminders' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/reminders' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/break' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/break' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/lock' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/lock' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/online' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/online' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/install' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/install' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/trends' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/trends' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/same' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/same' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/find' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/find' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/visits' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/visits' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/booking' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/booking' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/sending' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/sending' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/weekly' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/weekly' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/habits' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/habits' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/measures' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/measures' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/photos' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/photos' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/en/symptom' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
declare module 'virtual:messages/es/symptom' {
  const messages: import('#lib/i18n/format.ts').Messages;
  export default messages;
}
