/** What the rules that need no network say about an entry, when it is saved or soon after. */
import builtInCatalogue from 'virtual:daybook/catalogue';
import builtInRules from 'virtual:daybook/rules';
import { read, write } from '../db/database.ts';
import { rulesOfPhone } from '../flags/fetched.ts';
import type { Finding, Reading } from '../flags/types.ts';
import type { Entry } from '../sync/types.ts';
import type { Context } from './context.ts';
import { keepFindings, profileOf, raiseCard } from './flags.ts';
import { entryById, since } from './views.ts';

const builtIn = { rules: builtInRules, catalogue: builtInCatalogue };
const LOOK_BACK_MS = 15 * 86_400_000;
/** Ids of entries that were saved when the rules could not be had. */
const UNJUDGED = 'unjudged';

function reading(entry: Entry): Reading {
  const { id, type, occurred_at: at, local_date, body } = entry;
  return { id, type, at, local_date, body };
}

/**
 * What is to be said about an entry that is being saved. Works also when nothing can be read from
 * this device: then from this entry alone. Never rejects.
 */
export async function judge(context: Context, entry: Entry, now: number): Promise<Finding[]> {
  const [evaluate, recent] = await Promise.all([
    rulesOfPhone().catch(() => undefined),
    since(context.db, now - LOOK_BACK_MS).catch(() => [])
  ]);
  if (!evaluate) {
    await remember(context, entry.id).catch(() => undefined);
    return [];
  }
  const others = recent.filter(({ id }) => id !== entry.id);
  const readings = [...others, entry].map(reading);
  const profile = profileOf(context);
  for (const { rules, catalogue } of [context, builtIn]) {
    try {
      return evaluate.evaluateEntry({ rules, catalogue, profile, readings, now }, entry.id);
    } catch {
      // Rule data from a newer server that this version cannot read; the built-in data it can.
    }
  }
  return [];
}

async function remember({ db }: Context, id: string): Promise<void> {
  const ids = (await read<string[]>(db, UNJUDGED)) ?? [];
  await write(db, UNJUDGED, [...new Set([...ids, id])]);
}

/** Judges what was saved without the rules. Returns whether a card must be read now. */
export async function judgeLate(context: Context, now: Date): Promise<boolean> {
  const ids = (await read<string[]>(context.db, UNJUDGED)) ?? [];
  if (ids.length === 0 || !(await rulesOfPhone().catch(() => undefined))) return false;
  let grave = false;
  for (const id of ids) {
    const entry = await entryById(context.db, id);
    if (!entry || entry.deleted) continue;
    const findings = await judge(context, entry, now.getTime());
    grave = raiseCard(context, findings, now) || grave;
    await keepFindings(context, entry, findings, now);
  }
  await write(context.db, UNJUDGED, []);
  return grave;
}
