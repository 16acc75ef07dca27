import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../src/lib/i18n/messages/en.json';
import { dealt, PARTS, type Part } from './messages-plugin.ts';

const SOURCE = new URL('../src/', import.meta.url);
/** Parts that are loaded with another one. */
const WITH: Partial<Record<Part, readonly Part[]>> = {
  looks: ['grants'],
  sharing: ['looks', 'room', 'team', 'helping', 'grants'],
  visits: ['booking', 'sending']
};
/** Pieces of pages that show the words of a part; whatever page they are on has to load it. */
const PIECES: Record<Part, readonly string[]> = {
  care: ['Breathe', 'CrisisLine', 'TrustedContact'],
  security: [
    ...[
      'AppSetup',
      'CodeForm',
      'ConfirmYou',
      'Passkeys',
      'RecoveryCodes',
      'SecondFactor',
      'SecondStep'
    ],
    ...['SecurityApp', 'SecurityCodes', 'SecurityPassword']
  ],
  looks: ['Looks'],
  grants: ['GrantCard', 'VisitRows'],
  sharing: [
    ...[
      'CodeShown',
      'GrantCard',
      'Invited',
      'SentPage',
      'SentPages',
      'SharedCard',
      'TermsFields',
      'SharedFlag',
      'SharedFlags',
      'SharedNotes',
      'SharedWhat'
    ],
    ...['SharedTrouble', 'VisitRows']
  ],
  room: [],
  team: ['TeamForm', 'TeamInvite', 'TeamMembers'],
  helping: [
    ...[
      'HelpBand',
      'HelpFound',
      'HelpLeave',
      'HelpMeasure',
      'HelpMood',
      'HelpQuestion',
      'HelpSymptom'
    ],
    'HelpUnsent'
  ],
  tips: [],
  handover: [],
  settings: ['SetupSteps', 'state/set-up.ts'],
  reminders: ['PhoneCard', 'PhoneTruth', 'SetupSteps', 'reminders/sentence.ts', 'state/set-up.ts'],
  trends: ['ToVisitPage', 'TrendChart', 'trends/words.ts'],
  same: [],
  weekly: ['WeeklyQuestion'],
  find: ['FindNotes'],
  break: [],
  install: ['HomeScreenSteps'],
  online: [],
  lock: [],
  start: [],
  adding: ['BodyAreas', 'BodyPicture', 'PrivateSwitch', 'SymptomBegan', 'SymptomMore'],
  measures: ['HelpMeasure', 'MeasureForm'],
  photos: ['PhotoMore'],
  symptom: ['BodyAreas', 'PhotoMore', 'SymptomMore'],
  booking: ['AppointmentMore', 'WhichDay'],
  sending: ['SentToTeam'],
  visits: [
    ...['AppointmentMore', 'Decided', 'QuestionForm', 'QuestionItem', 'Questions', 'TopThree'],
    ...[
      'ScanAsk',
      'SheetCharts',
      'Starters',
      'VisitCharts',
      'VisitPaper',
      'VisitSheet',
      'VisitWhen',
      'WhichDay',
      'Worry'
    ],
    'visit-page/charts.ts',
    ...['visit-page/download.ts', 'visit-page/page.ts', 'visit-page/when.ts']
  ],
  habits: [],
  tray: ['AskThis', 'Evidence', 'FlagAnswers', 'Version']
};
/** Pieces that load their words themselves, because the page they are on seldom shows them. */
const ALONE = [
  ...['Asked', 'HardDay', 'HelpVisit', 'InstallHelp', 'Leaving', 'Locked', 'MicHint', 'NewZone'],
  ...['NoConnection', 'OnBreak', 'OnlineAgain', 'PhotoShown', 'ScanCards', 'SentLately'],
  ...['SharedPhoto', 'Starters', 'UpdateBar', 'VisitCard', 'Warning', 'WeeklyCard']
].map((name) => `ui/${name}.svelte`);
/** Parts that one page shows. */
const OF_ONE = [
  ...['break', 'install', 'room', 'same', 'trends', 'find', 'lock', 'booking', 'sending'],
  ...['tips', 'weekly']
];
/** Parts that only such pieces show. */
const OF_NONE = ['online'];
const parts = Object.keys(PARTS) as Part[];
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(new URL(file, SOURCE), 'utf8') }));
const isPage = (file: string): boolean => file.endsWith('+page.svelte');

function loads(page: string, part: Part): boolean {
  const load = new URL(page.replace('.svelte', '.ts'), SOURCE);
  if (!existsSync(load)) return false;
  const text = readFileSync(load, 'utf8');
  return [part, ...(WITH[part] ?? [])].some((one) => text.includes(`i18n/${one}.ts`));
}

it('deals every word to one part', () => {
  const all = [undefined, ...parts].map((part) => dealt(en, part));
  expect(Object.assign({}, ...all)).toEqual(en);
  expect(all.flatMap(Object.keys)).toHaveLength(Object.keys(en).length);
});

describe.each(parts)('the words of %s', (part) => {
  const keys = Object.keys(dealt(en, part));
  const pieces = PIECES[part].map((name) => (name.includes('/') ? name : `ui/${name}.svelte`));
  const shows = (text: string): boolean => keys.some((key) => text.includes(`'${key}'`));

  it('stand on pages and in pieces that are known', () => {
    const strangers = files
      .filter(({ file, text }) => shows(text) && !isPage(file))
      .filter(({ file }) => ![...pieces, ...ALONE].some((piece) => file.endsWith(piece)));
    expect(strangers.map(({ file }) => file)).toEqual([]);
  });

  it('are loaded by every page that shows them', () => {
    const pages = files.filter(
      ({ file, text }) =>
        isPage(file) && (shows(text) || pieces.some((piece) => text.includes(piece)))
    );
    const least = OF_NONE.includes(part) ? 0 : OF_ONE.includes(part) ? 1 : 2;
    expect(pages.length).toBeGreaterThanOrEqual(least);
    expect(pages.filter(({ file }) => !loads(file, part)).map(({ file }) => file)).toEqual([]);
  });
});
