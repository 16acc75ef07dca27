/** F06, fever with low defenses; the logic and its sources are in the server's rule. */
import { ids, infectionRisk, inOrder, isWithin, number, reports, score } from './history.ts';
import type { Facts, Found, Journal, Reading, RuleSpec } from './types.ts';

type Sign = { kind: 'fever' | 'low' | 'chills'; reading: Reading; value: number };
const STRENGTH = { fever: 2, low: 1, chills: 0 };

export function fever(journal: Journal, spec: RuleSpec): Found[] {
  const hours = number(spec, 'within_hours');
  const used: Sign[] = [];
  const counts: Reading[] = [];
  let why: string | null = null;
  let shown: Sign | null = null;
  for (const sign of signs(journal, spec)) {
    if (!isWithin(journal, sign.reading, hours)) continue;
    const risk = infectionRisk(journal, sign.reading.local_date);
    if (!risk) continue;
    used.push(sign);
    if (risk.count) counts.push(risk.count);
    if (!shown || isAtLeast(sign, shown)) {
      shown = sign;
      why = risk.why;
    }
  }
  if (!shown) return [];
  const measure = shown.kind === 'chills' ? 'severity' : 'celsius';
  const facts: Facts = {
    saw: shown.kind,
    why,
    on: shown.reading.local_date,
    [measure]: shown.value
  };
  return [
    {
      rule: spec.id,
      concept: spec.concept,
      urgency: 'emergency_now',
      subject: null,
      level: null,
      evidence: ids([...used.map((sign) => sign.reading), ...counts]),
      facts,
      uses: used.some((sign) => sign.kind === 'chills') ? ['chills'] : []
    }
  ];
}

/** Every sign in the readings, oldest first. */
function signs(journal: Journal, spec: RuleSpec): Sign[] {
  const { definitions } = journal.rules;
  const threshold = journal.profile.fever_threshold_c ?? definitions.fever_threshold_c;
  const low = journal.profile.low_temp_threshold_c ?? definitions.low_temp_threshold_c;
  const found: Sign[] = [];
  for (const reading of inOrder(journal.readings)) {
    if (reading.type !== 'temperature') continue;
    const value = score(reading, 'celsius');
    if (value >= threshold) found.push({ kind: 'fever', reading, value });
    else if (low && value < low) found.push({ kind: 'low', reading, value });
  }
  for (const reading of inOrder(reports(journal, 'chills'))) {
    const value = score(reading, 'severity');
    if (value >= number(spec, 'chills_severity')) found.push({ kind: 'chills', reading, value });
  }
  return found;
}

function isAtLeast(one: Sign, other: Sign): boolean {
  return (STRENGTH[one.kind] - STRENGTH[other.kind] || one.value - other.value) >= 0;
}
