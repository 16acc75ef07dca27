/**
 * What the rules that need no network say about a note for another, as far as they can: nothing
 * but this note is on this device.
 */
import builtInCatalogue from 'virtual:daybook/catalogue';
import builtInRules from 'virtual:daybook/rules';
import type { FullCatalogue } from '../flagging/data.ts';
import { worded } from '../flagging/words.ts';
import type { Flag } from '../flagging/types.ts';
import { rulesOfPhone } from '../flags/fetched.ts';
import type { FlagText } from '../flags/text.ts';
import type { Finding } from '../flags/types.ts';
import { isGraver, rank } from '../flags/urgency.ts';
import { lang } from '../i18n/index.ts';
import type { Op } from '../sync/types.ts';

export const catalogue: FullCatalogue = builtInCatalogue;
export const version: string = builtInRules.rule_set;

// Fetched with the page, so that no tap waits for them.
void rulesOfPhone().catch(() => undefined);

export async function judge(
  { entry_id: id, type, occurred_at: at, body }: Op,
  now: number
): Promise<Finding[]> {
  const readings = [{ id, type, at, local_date: at.slice(0, 10), body }];
  const journal = { rules: builtInRules, catalogue, profile: {}, readings, now };
  try {
    return (await rulesOfPhone()).evaluateEntry(journal, id);
  } catch {
    return [];
  }
}

/** What this device found and what the server answered, each thing once, gravest first. */
export function together(findings: readonly Finding[], urgent: readonly Flag[]): Finding[] {
  const news = (urgent as unknown as Finding[]).filter((flag) => isGraver(flag, findings));
  const left = findings.filter((finding) => isGraver(finding, news));
  return [...left, ...news].sort((a, b) => rank(b.urgency) - rank(a.urgency));
}

export interface Found {
  finding: Finding;
  /** null where its rule is newer than what is built in. */
  text: FlagText | null;
}

/** Findings with their words; `country` decides which number to call. */
export async function explained(
  findings: readonly Finding[],
  country: string
): Promise<readonly Found[]> {
  const [{ renderFlag }, words] = await Promise.all([
    import('../flags/text.ts'),
    worded(builtInRules, lang())
  ]);
  const reader = { locale: lang(), units: 'metric' as const, country, isHospice: false };
  return findings.map((finding) => ({
    finding,
    text: words && renderFlag(words, catalogue, finding, reader)
  }));
}
