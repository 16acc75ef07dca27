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
