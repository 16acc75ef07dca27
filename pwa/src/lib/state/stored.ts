/**
 * The few things that must be known before the database is open: who is signed in, how the page
 * looks, and an emergency that has not been read. The start-up script (boot.js) reads them too.
 */
import type { JournalSettings } from '../api/shapes.ts';
import type { Day } from '../core/days.ts';
import type { Lang } from '../i18n/format.ts';
import type { Facts, Urgency } from '../flags/types.ts';

export type Theme = 'light' | 'dark' | 'contrast' | 'contrast-dark';
export type TextSize = 's' | 'm' | 'l' | 'xl' | 'xxl';

export interface Prefs {
  lang?: Lang;
  theme?: Theme;
  /** The colors before high contrast was turned on for a while. */
  before?: Theme;
  text?: TextSize;
  motion?: 'off';
  /** Somebody who would rather not see charts. */
  charts?: 'off';
  /** Letters that are easier to tell apart. */
  letters?: 'clear';
  /** The phone buzzes when something is saved. */
  buzz?: 'on';
  /** What Today leaves out. */
  hide?: Prompt[];
}

/** What Today asks, and need not. */
export type Prompt = 'sleep' | 'diet' | 'activity' | 'same' | 'fine' | 'break';

/** The journal's settings, as the server has them. */
export type JournalInfo = JournalSettings;

export interface Me {
  user: {
    id: string;
    email: string;
    name: string;
    time_zone?: string;
    /** The account is to be deleted from then on. */
    erase_at?: string;
  };
  /** By what the server knows this device, also when it is signed out. */
  device?: string;
  journal: JournalInfo | null;
  /** Came to look after journals of others, perhaps besides one of their own. */
  helps: boolean;
}

/** Numbers that the survivor has typed; they stay on this device. */
export interface OwnNumbers {
  team?: string;
  after?: string;
}

/** An emergency card that must be shown until it has been read. */
export interface Emergency {
  rule: string;
  rule_set: string;
  urgency: Urgency;
  facts: Facts;
  at: string;
}

/** Somebody the person trusts, to write to in a hard moment; stays on this device. */
export interface Contact {
  name: string;
  number: string;
}

/** An end of sharing that the server has still to hear of, and who pressed it. */
export interface Stop {
  user: string;
  journal: string;
  grant: string;
}

/** Days of rest, and what rests in them: all, where it does not say. */
export interface Pause {
  from: Day | null;
  /** The last day; null until the person comes back. */
  to: Day | null;
  reminders?: boolean;
  mail?: boolean;
  prompts?: boolean;
}

/** A break, or null for coming back, that the server has still to hear of. */
export interface BreakWish {
  user: string;
  journal: string;
  pause: Pause | null;
}

interface Shapes {
  'daybook.prefs': Prefs;
  'daybook.me': Me;
  'daybook.numbers': OwnNumbers;
  'daybook.now': Emergency;
  /** The crisis screen is open since then, and has not been closed. */
  'daybook.crisis': { at: string };
  'daybook.contact': Contact;
  /** The day on which the person wants to be asked how they are. */
  'daybook.ask': { on: string };
  /** What the server calls this phone, while it may ring. */
  'daybook.phone': { id: string };
  /** The phone's zone in which the journal stays with its own. */
  'daybook.zone': { kept: string };
  /** The kinds of field whose hint on the microphone was put away. */
  'daybook.mic': string[];
  /** A page to be reminded of once there is a connection. */
  'daybook.online': { to: string; title: string };
  /** Install help was put away then. */
  'daybook.install': { on: string };
  /** The lock of the app: a salted hash, wrong tries in a row, and until when none is taken. */
  'daybook.lock': { salt: string; hash: string; wrong: number; until: number };
  /** When somebody last touched the app, in milliseconds; kept only with a lock. */
  'daybook.seen': number;
  /** These outlive the person on this device: see lib/api/leaving.ts, stops.ts and breaks.ts. */
  'daybook.leaving': 1;
  'daybook.break': BreakWish;
  'daybook.stops': Stop[];
}

/** What is kept under a key, or undefined; a browser that keeps nothing is no error here. */
export function stored<K extends keyof Shapes>(key: K): Shapes[K] | undefined {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as Shapes[K]) : undefined;
  } catch {
    return undefined;
  }
}

export function store<K extends keyof Shapes>(key: K, value: Shapes[K] | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or switched off: the page goes on with what it has in memory.
  }
}

/** Forgets what the server has still to hear of, which otherwise outlives the person here. */
export function forgetWishes(): void {
  store('daybook.stops', undefined);
  store('daybook.break', undefined);
}

/** Forgets the person; how the page looks stays. */
export function forgetPerson(): void {
  const about = [
    'me',
    'numbers',
    'now',
    'crisis',
    'contact',
    'ask',
    'phone',
    'zone',
    'online'
  ] as const;
  [...about, 'lock' as const, 'seen' as const].forEach((key) => store(`daybook.${key}`, undefined));
}
