/** What every part of the local journal works with. */
import type { Journal } from '../db/database.ts';
import type { FullCatalogue, FullRules } from '../flagging/data.ts';
import type { Me } from '../state/stored.ts';

export interface Context {
  readonly db: Journal;
  /** The person as known now; settings may change while the page is open. */
  readonly me: () => Me;
  readonly device: string;
  rules: FullRules;
  catalogue: FullCatalogue;
}
