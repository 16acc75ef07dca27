/** The clinical data: built in, and newer when the server has sent newer. */
import { read, write } from '../db/database.ts';
import { request } from '../api/http.ts';
import type { FullCatalogue, FullRules } from '../flagging/data.ts';
import type { Context } from './context.ts';

const newer = (a: string, b: string): boolean => a.localeCompare(b, 'en', { numeric: true }) > 0;

function take(context: Context, rules?: FullRules, catalogue?: FullCatalogue): void {
  if (rules && newer(rules.rule_set, context.rules.rule_set)) context.rules = rules;
  if (catalogue && newer(catalogue.version, context.catalogue.version)) {
    context.catalogue = catalogue;
  }
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
