declare module 'virtual:daybook/rules' {
  const rules: import('./lib/flags/types.ts').RuleData & import('./lib/flagging/data.ts').Sources;
  export default rules;
}
declare module 'virtual:daybook/catalogue' {
  const catalogue: import('./lib/flagging/data.ts').FullCatalogue;
  export default catalogue;
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
