/**
 * Deals the words of the app into parts: those that any page may need, and those that only some
 * pages show and load for themselves. All stand in one file per language, where translators find
 * them.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const PREFIX = 'virtual:messages/';
/** What only the pages of a part show. */
export const PARTS = {
  care: ['crisis.', 'mood.', 'help.'],
  security: [
    ...['proof.', 'second.', 'security.'],
    ...['signin.code', 'signin.mfa', 'signin.other', 'signin.passkey', 'signin.password'],
    ...['signin.sendcode', 'signin.use', 'signup.adult', 'signup.have', 'signup.intro'],
    ...['signup.passkey', 'signup.password.hint', 'signup.title', 'signup.with']
  ],
  // Before those of sharing, whose words begin alike.
  looks: [
    ...['share.did.', 'share.no.', 'share.why.', 'share.looks.'],
    ...['share.operator', 'share.room', 'share.stranger']
  ],
  grants: ['grant.', 'share.stop', 'share.visit'],
  sharing: [
    'flags.diagnosis',
    'invite.',
    'invited.',
    'journal.',
    'section.',
    'share.',
    'shared.',
    'visit.'
  ],
  room: ['room.'],
  team: ['join.', 'team.'],
  helping: ['helping.'],
  tips: ['tips.'],
  handover: ['handover.'],
  settings: [
    ...[
      'apps.',
      'ask.',
      'copy.',
      'delete.',
      'devices.',
      'look.',
      'mine.',
      'more.',
      'phase.',
      'signout.'
    ],
    ...[
      'treatment.',
      'welcome.care',
      'welcome.finish',
      'welcome.given',
      'welcome.numbers',
      'welcome.phase'
    ],
    ...['welcome.pins', 'welcome.place', 'welcome.step', 'welcome.treatment', 'welcome.units'],
    'welcome.zone'
  ],
  reminders: ['mail.', 'phones.', 'remind.', 'week.'],
  trends: ['trends.'],
  same: ['same.'],
  weekly: ['weekly.'],
  find: ['find.', 'timeline.title', 'timeline.empty', 'timeline.gap'],
  // Also of what Today says besides.
  break: ['break.', 'today.asked', 'zone.'],
  install: ['install.'],
  online: [
    ...['app.offline.kept', 'app.offline.remind', 'app.online.', 'app.update'],
    ...['status.bringing', 'status.old', 'status.signedout', 'status.signin', 'status.upgrade']
  ],
  // Also of what Today says around a test.
  visits: ['asking.', 'myvisit.', 'scan.'],
  booking: ['booking.'],
  sending: ['sending.'],
  lock: ['lock.'],
  start: [
    ...['link.', 'start.1', 'start.2', 'start.3'],
    ...[
      'start.cleared',
      'start.gone',
      'start.language',
      'start.offline',
      'start.other',
      'start.title'
    ]
  ],
  // Also of the second layer of a note, and of the ideas for questions.
  adding: [
    ...['add.', 'note.', 'began.', 'body.', 'helped.', 'mic.', 'private.'],
    ...['starter.', 'starters.']
  ],
  measures: ['temperature.', 'weight.'],
  photos: ['photo.'],
  symptom: [
    ...['log.24h', 'log.add', 'log.extra', 'log.last', 'log.region', 'log.side', 'log.true'],
    ...['log.unknown', 'log.where']
  ],
  habits: [
    ...['activity.10', 'activity.30', 'activity.60', 'day.lastnight'],
    ...['activity.chest', 'activity.fainting', 'activity.minutes', 'activity.severe'],
    ...['activity.stop', 'activity.title', 'alcohol.', 'checkin.title', 'diet.title', 'lab.'],
    ...['sleep.less', 'sleep.moreh', 'sleep.title', 'tobacco.']
  ],
  tray: [
    ...[
      'conflict.',
      'needs.',
      'entry.ask',
      'entry.by',
      'entry.copied',
      'entry.delete',
      'entry.gone'
    ],
    ...['entry.title', 'entry.when', 'entry.you', 'flags.answer', 'flags.cannot_wait'],
    ...[
      'flags.add',
      'flags.empty',
      'flags.ended',
      'flags.evidence',
      'flags.history',
      'flags.quiet'
    ],
    ...['flags.rest', 'flags.title']
  ]
};
export type Part = keyof typeof PARTS;

function partOf(key: string): string | undefined {
  return Object.entries(PARTS).find(([, starts]) => starts.some((of) => key.startsWith(of)))?.[0];
}

/** The messages of one part; without one, those of every page. */
export function dealt(messages: object, part: string | undefined): object {
  return Object.fromEntries(Object.entries(messages).filter(([key]) => partOf(key) === part));
}

export function messagesPlugin(): Plugin {
  return {
    name: 'daybook-messages',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [lang, part] = id.slice(PREFIX.length + 1).split('/');
      const file = fileURLToPath(new URL(`../src/lib/i18n/messages/${lang}.json`, import.meta.url));
      this.addWatchFile(file);
      const messages = JSON.parse(readFileSync(file, 'utf8')) as object;
      return `export default ${JSON.stringify(dealt(messages, part))};`;
    }
  };
}
