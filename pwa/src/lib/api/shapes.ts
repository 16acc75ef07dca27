/** The shapes of the API's answers, by the names that this app uses. */
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type EntryType = Schemas['Entry']['type'];
export type Grant = Schemas['GrantOutput'];
export type Invitation = Schemas['InvitationOutput'];
export type LetIn = Schemas['AppOutput'];
export type Look = Schemas['LookOutput'];
export type Preview = Schemas['PreviewOutput'];
export type Reminder = Schemas['ReminderOutput'];
export type SharedJournal = Schemas['SharedJournalOutput'];
export type Summary = Schemas['SummaryOutput'];
export type Me = Schemas['MeOutput'];
/** What the survivor can say of a flag. */
export type FlagAnswer = Schemas['AnswerInputRequest']['answer'];
export type CarePhase = Schemas['JournalOutput']['care_phase'];

/** The document leaves JSON columns open; these say what is in them. */
export type JournalSettings = Omit<Schemas['JournalOutput'], 'pins' | 'profile'> & {
  pins: string[];
  profile: Record<string, unknown>;
};
export type Flag = Omit<Schemas['FlagOutput'], 'facts' | 'answer' | 'answered_at'> & {
  facts: Record<string, unknown>;
  answer: FlagAnswer | null;
};
