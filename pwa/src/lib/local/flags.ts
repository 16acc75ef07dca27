/** Flags on this device: those of the server, and those the phone has raised before it heard. */
import type { FlagText } from '../flags/text.ts';
import type { Facts, Finding, Profile } from '../flags/types.ts';
import { isGraver, rank } from '../flags/urgency.ts';
import type { Collection, InsertType } from 'dexie';
import { read, write, type Journal } from '../db/database.ts';
import { langOf } from '../i18n/format.ts';
import { request } from '../api/http.ts';
import type { Answer, Flag, StoredFlag } from '../flagging/types.ts';
import { worded } from '../flagging/words.ts';
import { isCrisis, openCrisis } from '../state/crisis.ts';
import { store } from '../state/stored.ts';
import type { Entry } from '../sync/types.ts';
import type { Context } from './context.ts';

/** How long the server may take to look at an entry before its word counts. */
const SETTLED_MS = 90_000;
/** How long the server's silence on an entry whose time it doubts counts for nothing. */
const DOUBTED_MS = 3 * 86_400_000;

/** The profile as the rules ask for it; the journal keeps two parts of it in its own settings. */
export function profileOf({ me }: Context): Profile {
  const journal = me().journal;
  if (!journal) return {};
  const { time_zone: timezone, care_phase } = journal;
  return { ...journal.profile, timezone, care_phase };
}

/**
 * The gravest of some findings, if it is an emergency, as the card that must be read. Thoughts of
 * hurting oneself have a screen of their own; neither takes the place of the other.
 */
export function raiseCard(context: Context, findings: readonly Finding[], now: Date): boolean {
  const grave = findings.filter((finding) => finding.urgency === 'emergency_now');
  if (grave.some(isCrisis)) openCrisis(now);
  const gravest = grave.find((finding) => !isCrisis(finding));
  if (gravest) {
    const { rule, urgency, facts } = gravest;
    const rule_set = context.rules.rule_set;
    store('daybook.now', { rule, rule_set, urgency, facts, at: now.toISOString() });
  }
  return grave.length > 0;
}

export async function keepFindings(
  { db, rules }: Context,
  entry: Entry,
  findings: readonly Finding[],
  now: Date
): Promise<void> {
  const at = now.toISOString();
  const rows = findings.map((finding): StoredFlag => {
    const { evidence, level, ...rest } = finding;
    return {
      ...rest,
      id: `phone ${entry.id} ${finding.rule} ${finding.subject ?? ''}`,
      rule_set: rules.rule_set,
      evidence: [...evidence],
      level,
      state: 'open',
      answer: null,
      evaluated_on: entry.local_date,
      created_at: at,
      updated_at: at,
      by: 'phone'
    };
  });
  await db.transaction('rw', db.flags, async () => {
    // An emergency stays on the list also when the entry is made milder afterwards.
    await own(db, entry.id)
      .filter((flag) => flag.urgency !== 'emergency_now')
      .delete();
    await db.flags.bulkPut(rows);
  });
}

function own(
  db: Journal,
  entryId = ''
): Collection<StoredFlag, string, InsertType<StoredFlag, 'id'>> {
  return db.flags.where('id').startsWith(`phone ${entryId}`);
}

/** An entry was taken back: what the phone said about it no longer holds. */
export async function forgetFindings({ db }: Pick<Context, 'db'>, entryId: string): Promise<void> {
  await own(db, entryId).delete();
}

/** Open flags, gravest first; the phone's own only where the server has none as grave. */
export async function openFlags({ db }: Context): Promise<StoredFlag[]> {
  const all = await db.flags.toArray();
  const server = all.filter((flag) => flag.by === 'server' && flag.state !== 'resolved');
  const phone = all.filter((flag) => flag.by === 'phone' && isGraver(flag, server));
  const newest = phone.filter(
    (flag) => !phone.some((other) => other.created_at > flag.created_at && !isGraver(flag, [other]))
  );
  return [...server.filter((flag) => flag.state === 'open'), ...newest].sort(
    (a, b) => rank(b.urgency) - rank(a.urgency) || (a.created_at < b.created_at ? 1 : -1)
  );
}

/** Flags that have been answered or have ended, newest first. */
export async function pastFlags({ db }: Context): Promise<StoredFlag[]> {
  const all = await db.flags
    .filter((flag) => flag.by === 'server' && flag.state !== 'open')
    .toArray();
  return all.sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1)).slice(0, 50);
}

/**
 * Drops what the phone has raised once the server's word counts: it has the entry, and has had
 * time to look at it.
 */
export async function settleFindings({ db }: Context, now: number): Promise<void> {
  const open = new Set((await db.outbox.toArray()).map((row) => row.entry_id));
  const justSent = await db.acked
    .where('at')
    .above(now - SETTLED_MS)
    .toArray();
  justSent.forEach((row) => open.add(row.entry_id));
  // By the server's clock these may lie in the future, where it leaves them out.
  const doubted = await db.entries
    .where('at')
    .above(now - DOUBTED_MS)
    .filter((entry) => entry.time_quality === 'suspect')
    .primaryKeys();
  doubted.forEach((id) => open.add(id));
  await own(db)
    .filter((flag) => !flag.evidence.some((id) => open.has(id)))
    .delete();
}

/** Fetches the flags if the server says that they changed. */
export async function refreshFlags({ db, me }: Context, version: number): Promise<void> {
  const journal = me().journal;
  if (!journal || (await read<number>(db, 'flags_version')) === version) return;
  const reply = await request<{ flags: Flag[]; flags_version: number }>(
    'GET',
    `/api/v1/journals/${journal.id}/flags`
  );
  if (!reply.ok) return;
  const { flags, flags_version } = reply.body;
  await db.transaction('rw', db.flags, db.kv, async () => {
    await db.flags.filter((flag) => flag.by === 'server').delete();
    await db.flags.bulkPut(flags.map((flag): StoredFlag => ({ ...flag, by: 'server' })));
    await write(db, 'flags_version', flags_version);
  });
}

/** Flags that came with the answer to a push. Returns whether one must be read at once. */
export async function urgentFlags(context: Context, flags: readonly Flag[]): Promise<boolean> {
  await context.db.flags.bulkPut(flags.map((flag): StoredFlag => ({ ...flag, by: 'server' })));
  const known = (await context.db.flags.toArray()).filter(
    (flag) => flag.by === 'phone' && flag.urgency === 'emergency_now'
  );
  // What the phone has shown already, when the entry was saved, is not shown a second time.
  const news = flags.filter(
    (flag) => flag.urgency === 'emergency_now' && isGraver(flag as Finding, known)
  );
  return raiseCard(context, news as Finding[], new Date());
}

/** Sends the survivor's answer; false when the server could not be reached. */
export async function answerFlag(context: Context, id: string, answer: Answer): Promise<boolean> {
  const journal = context.me().journal;
  if (!journal) return false;
  const path = `/api/v1/journals/${journal.id}/flags/${id}/answer`;
  const reply = await request<Flag>('POST', path, { body: { answer } });
  if (reply.ok) await context.db.flags.put({ ...reply.body, by: 'server' });
  return reply.ok;
}

/** The words of a flag in a language; null when its rule is newer than the data here. */
export async function textOf(
  { rules, catalogue, me }: Pick<Context, 'rules' | 'catalogue' | 'me'>,
  flag: Pick<Flag, 'rule' | 'urgency'> & { facts: Record<string, unknown> },
  asked?: 'en' | 'es'
): Promise<FlagText | null> {
  const journal = me().journal;
  const locale = asked ?? langOf(document.documentElement.lang);
  // Needed only where a flag is shown: most days Today has none.
  const [{ renderFlag }, words] = await Promise.all([
    import('../flags/text.ts'),
    worded(rules, locale)
  ]);
  if (!words) return null;
  return renderFlag(
    words,
    catalogue,
    { ...flag, facts: flag.facts as Facts },
    {
      locale,
      units: journal?.units ?? 'metric',
      country: journal?.country ?? '',
      isHospice: journal?.care_phase === 'hospice'
    }
  );
}
