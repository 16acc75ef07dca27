/** The shapes of the API's answers, by the names that this app uses. */
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type EntryType = Schemas['Entry']['type'];
export type Grant = Schemas['GrantOutput'];
export type GrantTerms = Pick<Grant, 'role' | 'sections' | 'since' | 'until'>;
export type Invitation = Schemas['InvitationOutput'];
export type LetIn = Schemas['AppOutput'];
export type Look = Schemas['LookOutput'];
export type Preview = Schemas['PreviewOutput'];
export type Reminder = Schemas['ReminderOutput'];
export type Reminders = Schemas['RemindersOutput'];
export type ReminderSaved = Schemas['ReminderSaved'];
export type ReminderSettings = Reminders['settings'];
export type Phone = Schemas['PhoneOutput'];
export type Phones = Schemas['PhonesOutput'];
export type WeeklyMail = Schemas['WeeklyMailOutput'];
export type Offer = Pick<
  Invitation,
  'email' | 'role' | 'for_team' | 'sections' | 'since' | 'until'
>;
export type Pushed = Schemas['PushOutput'];
export type Room = Schemas['OpenedOutput'];
export type SentPage = Schemas['SentPageOutput'];
export type SharedJournal = Schemas['SharedJournalOutput'];
export type ShownCode = Schemas['CodeOutput'];
export type Team = Schemas['TeamOutput'];
export type TeamDetail = Schemas['TeamDetailOutput'];
export type TeamOffer = Schemas['TeamOfferOutput'];
export type TeamWords = Pick<Team, 'name' | 'hours' | 'phone' | 'after_hours_phone'>;
export type Visit = Schemas['VisitOutput'];
export type VisitPage = Schemas['VisitPageOutput'];
export type PageToSend = Schemas['VisitPageInputRequest'];
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
