/** What a flag is about, where the flag itself does not stand beside it. */
import { symptomName } from '../i18n/index.ts';

type Subject = { readonly subject: string | null };

/** The name of the symptom it is about, if it is about one that is known here. */
function symptomOf({ subject }: Subject): string | undefined {
  if (!subject) return undefined;
  const name = symptomName(subject);
  // What has no name comes back as it is.
  return name === subject.replaceAll('_', ' ') ? undefined : name;
}

/** "Cough: A symptom that stays". */
export function titleWith(flag: Subject, title: string): string {
  const name = symptomOf(flag);
  return name === undefined || title.includes(name) ? title : `${name}: ${title}`;
}

/** "Cough: Should we check it?" */
export function questionWith(flag: Subject, text: { title: string; ask: string }): string {
  return `${symptomOf(flag) ?? text.title}: ${text.ask}`;
}
