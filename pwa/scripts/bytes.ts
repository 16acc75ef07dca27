/**
 * The byte gate: what a page costs before it can be used, after it is idle, and what the worker
 * keeps. Counts gzip at its best level, one language. Run after a build.
 */
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { isBeginning, isForOthers, LIST } from '../src/service-worker/kept.ts';
import { at, closure, isBuilt, linked, raw } from './built.ts';

const KB = 1024;
const FIRST = 'today/';
const LATER = [
  'log/symptom/',
  'log/photo/',
  'photos/',
  'log/mood/',
  'log/week/',
  'log/lab/',
  'crisis/',
  'help/',
  'flags/',
  'timeline/',
  'trends/',
  'same/',
  'my-visit/',
  'my-visit/here/',
  'my-visit/show/',
  'my-visit/send/',
  'log/appointment/',
  'log/question/',
  'sharing/',
  'sharing/change/',
  'sharing/invite/',
  'sharing/visit/',
  'shared/journal/',
  'visit/',
  'invited/',
  'team/one/',
  'helping/',
  'helping/note/',
  'helping/tips/',
  'set-up/',
  'set-up/here/',
  'welcome/',
  'rules/',
  'sign-in/',
  'more/',
  'more/security/',
  'more/reminders/',
  'more/reminders/one/',
  'more/phones/',
  'more/mail/',
  'more/break/',
  'more/week/',
  'more/lock/',
  'more/download/',
  'more/delete/',
  ''
];
/** A mark of the words that a page has besides those of all pages. */
const CARE = 'You choose who to tell.';
const SHARING = 'What may they see?';
const LOOKS = '{who} accepted your invitation';
const GRANTS = 'Check before you save';
const SECURITY = 'Please show it is you';
const ROOM = 'Six numbers from their phone';
const TEAM = 'You are in no team yet.';
const HELPING = 'What would you like to note?';
const TIPS = 'Say yes when others offer help';
const HANDOVER = 'Language of the journal';
const PHOTOS = 'Choose one more to compare.';
const SYMPTOM = 'In the last 24 hours';
const MEASURES = 'What is your weight?';
const START = 'This link does not work.';
const REMINDERS = 'On my phones';
const TRENDS = 'Two notes make a chart.';
const ADDING = 'Got it';
const HABITS = 'What does the report say?';
const WEEKLY = 'Go one by one';
const SAME = 'Worth a fresh look';
const FIND = 'What kind';
const BOOKING = 'Nobody has told me yet';
const SENDING = 'This is what they get';
const VISITS = 'Add your next visit to get ready for it.';
const BREAK = 'Start my break';
const LOCK = 'Use 4 to 8 digits';
const INSTALL = 'Keep Daybook on this phone';
const TRAY = 'Which one is right?';
const SETTINGS = 'Safe from clean-up';
const WORDS: Record<string, readonly string[]> = {
  'rules/': ['We look at the last 48 hours.', 'How our rules work', 'evidence:{"":`V`}'],
  ...{ 'log/mood/': [CARE], 'crisis/': [CARE], 'help/': [CARE] },
  ...{ 'sign-in/': [SECURITY], 'more/security/': [SECURITY, SETTINGS] },
  ...{ 'sharing/': [SHARING, LOOKS, GRANTS] },
  ...{ 'sharing/change/': [SHARING, LOOKS, GRANTS] },
  ...{ 'sharing/invite/': [SHARING], 'sharing/visit/': [SHARING, LOOKS, GRANTS] },
  ...{ 'shared/journal/': [SHARING], 'visit/': [SHARING, ROOM], 'invited/': [SHARING] },
  ...{ 'team/one/': [SHARING, TEAM] },
  ...{ 'helping/': [SHARING, HELPING], 'helping/note/': [HELPING, MEASURES] },
  ...{ 'helping/tips/': [TIPS], 'set-up/': [HANDOVER, SETTINGS, REMINDERS] },
  ...{ 'set-up/here/': [HANDOVER], 'welcome/': [SETTINGS, REMINDERS] },
  ...{ 'flags/': [TRAY], 'more/': [SETTINGS], '': [START] },
  ...{ 'more/reminders/': [REMINDERS], 'more/reminders/one/': [REMINDERS] },
  ...{ 'more/phones/': [REMINDERS, INSTALL], 'more/mail/': [REMINDERS] },
  ...{
    'more/break/': [BREAK],
    'more/lock/': [LOCK],
    'more/download/': [SETTINGS],
    'more/delete/': [SETTINGS],
    'more/week/': [REMINDERS],
    'trends/': [TRENDS],
    'same/': [SAME],
    'log/week/': [WEEKLY],
    'log/photo/': [PHOTOS, SYMPTOM],
    'photos/': [PHOTOS],
    'log/lab/': [HABITS],
    'timeline/': [FIND, ADDING],
    'log/symptom/': [SYMPTOM, ADDING]
  },
  ...{ 'my-visit/': [VISITS], 'my-visit/here/': [VISITS], 'my-visit/show/': [VISITS] },
  ...{ 'my-visit/send/': [VISITS, SENDING] },
  ...{ 'log/appointment/': [VISITS, BOOKING], 'log/question/': [VISITS] }
};
// Most of the worker is the list of files that it keeps.
const LIMITS = { before: 75, idle: 120, extra: 15, css: 12, html: 8, worker: 7.5, kept: 400 };

if (!isBuilt()) {
  console.error('Nothing is built yet: npm run build');
  process.exit(1);
}

const sizes = new Map<string, number>();

function size(path: string): number {
  const known = sizes.get(path) ?? gzipSync(raw(path), { level: 9 }).length;
  sizes.set(path, known);
  return known;
}

const sum = (paths: Iterable<string>): number =>
  [...paths].reduce((total, path) => total + size(path), 0) / KB;

/** The chunk whose text holds a mark, such as the catalogue of one language. */
function chunkWith(mark: string): string {
  const folder = '_app/immutable/chunks/';
  const name = readdirSync(at(folder)).find(
    (file) => file.endsWith('.js') && raw(folder + file).includes(mark)
  );
  if (!name) throw new Error(`no chunk holds ${mark}`);
  return folder + name;
}

interface Page {
  before: Set<string>;
  css: string[];
  html: string;
}

function page(path: string): Page {
  const words = [chunkWith('One tap is enough.'), chunkWith('fatigue:`Tiredness`')];
  words.push(...(WORDS[path] ?? []).map(chunkWith));
  return {
    before: closure([...linked(path, 'js'), ...words]),
    css: linked(path, 'css'),
    html: `${path}index.html`
  };
}

/** What the worker keeps for somebody who reads one language; of both, the one that is larger. */
function kept(): number {
  const files = readdirSync(at(''), { recursive: true, encoding: 'utf8' });
  const connected = new Set(JSON.parse(raw(LIST.slice(1)).toString('utf8')) as string[]);
  const wanted = files.filter(
    (file) =>
      !connected.has(`/${file}`) &&
      /\.(js|css|html|svg|png|webmanifest|txt)$/.test(file) &&
      !isForOthers(file) &&
      (!file.endsWith('index.html') || isBeginning(`/${file.replace(/index\.html$/, '')}`)) &&
      file !== 'service-worker.js'
  );
  const spanish = (file: string): boolean => file.startsWith('es/');
  const isOf = (file: string, lang: string): boolean =>
    file.endsWith('index.html')
      ? spanish(file) === (lang === 'es')
      : (/\/(en|es)\.[^/]+$/.exec(file)?.[1] ?? lang) === lang;
  return Math.max(...['en', 'es'].map((lang) => sum(wanted.filter((file) => isOf(file, lang)))));
}

const wrong: string[] = [];
function check(name: string, what: keyof typeof LIMITS, value: number): string {
  if (value > LIMITS[what])
    wrong.push(`${name}: ${what} is ${value.toFixed(1)} KB, over ${LIMITS[what]}`);
  return `${what} ${value.toFixed(1)}`;
}

const first = page(FIRST);
const idle = closure([chunkWith('chromeTransactionDurability')], { seen: new Set(first.before) });
console.log(
  `/${FIRST}`.padEnd(18),
  check(FIRST, 'before', sum(first.before)),
  check(FIRST, 'idle', sum(idle)),
  check(FIRST, 'css', sum(first.css)),
  check(FIRST, 'html', sum([first.html]))
);
for (const path of LATER) {
  const { before, css, html } = page(path);
  console.log(
    `/${path}`.padEnd(18),
    check(path, 'extra', sum(before.difference(idle))),
    check(path, 'css', sum(css)),
    check(path, 'html', sum([html]))
  );
}
console.log(
  'service worker'.padEnd(18),
  check('service-worker.js', 'worker', sum(['service-worker.js'])),
  check('precache', 'kept', kept())
);
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
