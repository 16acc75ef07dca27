/**
 * Around a scan or blood test: when to ask whether fewer reminders are wanted, on which days they
 * are held, and whose result is awaited. The rule on days is that of journal/entries/scan_time.py.
 */
import { addDays, type Day } from '../core/days.ts';
import { GROUPS, type Appointment } from './appointments.ts';

const DAYS_BEFORE = 3;
const DAYS_AFTER = 14;

export function isTest({ kind }: Pick<Appointment, 'kind'>): boolean {
  return (GROUPS.tests as readonly string[]).includes(kind);
}

const isOpen = (one: Appointment): boolean => isTest(one) && one.body['result'] !== 'got_it';

/** Whether it is ahead, or today, and nobody has answered yet. */
export function isToAsk(one: Appointment, today: Day): boolean {
  return isOpen(one) && one.on >= today && one.body['fewer_reminders'] === undefined;
}

export interface Around {
  /** The next test that is to be asked about now. */
  ask: Appointment | undefined;
  /** Fewer reminders come because of these. */
  fewer: Appointment[];
  /** They are over, and there is no result yet; the newest first. */
  awaited: Appointment[];
}

export function aroundTests(all: readonly Appointment[], today: Day): Around {
  const open = all.filter(isOpen);
  const wished = open.filter(({ body }) => body['fewer_reminders'] === true);
  const soon = addDays(today, DAYS_BEFORE);
  return {
    ask: open.find((one) => one.on <= soon && isToAsk(one, today)),
    fewer: wished.filter(({ on }) => on <= soon && today <= addDays(on, DAYS_AFTER)),
    awaited: open
      .filter((one) => one.on < today && (one.body['result'] || wished.includes(one)))
      .reverse()
  };
}
