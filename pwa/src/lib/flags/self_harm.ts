/** F08, thoughts of hurting oneself; the logic is in the server's rule. */
import { about, level, recent, type Rule } from './parts.ts';

const SLUG = 'self_harm_thoughts';

export const selfHarm: Rule = (journal, spec) =>
  about(
    spec,
    'emergency_now',
    SLUG,
    recent(journal, spec, SLUG).filter((report) => level(report) > 0)
  );
