declare module 'virtual:daybook/rules' {
  const rules: import('./lib/flags/types.ts').RuleData;
  export default rules;
}
declare module 'virtual:daybook/words/en' {
  const words: import('./lib/flagging/words.ts').Words;
  export default words;
}
declare module 'virtual:daybook/words/es' {
  const words: import('./lib/flagging/words.ts').Words;
  export default words;
}
declare module 'virtual:daybook/rulebook' {
  const facts: import('./lib/rules/book.ts').Facts;
  export default facts;
}
declare module 'virtual:daybook/rulebook/lists' {
  const lists: import('./lib/rules/book.ts').Lists;
  export default lists;
}
declare module 'virtual:daybook/rulebook/en' {
  const words: import('./lib/rules/book.ts').RuleWords;
  export default words;
}
declare module 'virtual:daybook/rulebook/es' {
  const words: import('./lib/rules/book.ts').RuleWords;
  export default words;
}
declare module 'virtual:daybook/synonyms' {
  const synonyms: Readonly<
    Record<string, { readonly en: readonly string[]; readonly es: readonly string[] }>
  >;
  export default synonyms;
}
declare module 'virtual:daybook/titles' {
  const titles: Readonly<
    Record<
      string,
      {
        readonly title: import('./lib/catalogue/types.ts').Words;
        readonly sources: readonly { readonly title: string; readonly url: string | null }[];
      }
    >
  >;
  export default titles;
}
declare module 'virtual:daybook/watch-lists' {
  const lists: import('./lib/flags/types.ts').WatchLists;
  export default lists;
}
declare module 'virtual:daybook/catalogue' {
  const catalogue: import('./lib/flagging/data.ts').FullCatalogue;
  export default catalogue;
}
declare module 'virtual:daybook/vocabulary' {
  const vocabulary: import('./lib/flagging/data.ts').Vocabulary;
  export default vocabulary;
}
declare module 'virtual:daybook/numbers' {
  const numbers: Readonly<Record<string, readonly string[]>>;
  export default numbers;
}
declare module 'virtual:daybook/names/en' {
  const names: Readonly<Record<string, string>>;
  export default names;
}
declare module 'virtual:daybook/names/es' {
  const names: Readonly<Record<string, string>>;
  export default names;
}
declare module 'virtual:daybook/crisis-lines' {
  const lines: Readonly<Record<string, import('./lib/help/crisis.ts').CrisisLine>>;
  export default lines;
}
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
