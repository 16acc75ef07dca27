/** The clinical data: built in, and newer when the server has sent newer. */
import { read, write } from '../db/database.ts';
import { request } from '../api/http.ts';
import type { FullCatalogue, FullRules } from '../flagging/data.ts';
import type { Context } from './context.ts';

/** The version without the mark of a site's own numbers. */
const base = (version: string): string => version.split('+')[0] ?? '';
const isOlder = (a: string, b: string): boolean =>
  base(a).localeCompare(base(b), 'en', { numeric: true }) < 0;

/** The server's word counts, whatever numbers it has, unless the app was built with newer data. */
function take(context: Context, rules?: FullRules, catalogue?: FullCatalogue): void {
  const { rules: known, catalogue: terms } = context;
  if (rules && rules.rule_set !== known.rule_set && !isOlder(rules.rule_set, known.rule_set)) {
    context.rules = rules;
  }
  if (catalogue && isOlder(terms.version, catalogue.version)) context.catalogue = catalogue;
}

/** Takes what is kept, and asks for newer in the background. */
export async function freshData(context: Context): Promise<void> {
  const { db } = context;
  take(context, await read<FullRules>(db, 'rules'), await read<FullCatalogue>(db, 'catalogue'));
  void Promise.all([
    request<FullRules>('GET', '/api/v1/rules'),
    request<FullCatalogue>('GET', '/api/v1/catalogue')
  ]).then(async ([rules, catalogue]) => {
    if (!rules.ok || !catalogue.ok) return;
    take(context, rules.body, catalogue.body);
    // Only what differs from the built-in data is worth keeping.
    if (context.rules === rules.body) await write(db, 'rules', rules.body);
    if (context.catalogue === catalogue.body) await write(db, 'catalogue', catalogue.body);
  });
}
