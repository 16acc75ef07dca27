/**
 * Calendar days and instants. A day is a `YYYY-MM-DD` text in the survivor's own time, an instant
 * on the wire is RFC 3339 with the offset that held there and then.
 */
export type Day = string;

const DAY_MS = 86_400_000;

function two(value: number): string {
  return String(Math.trunc(Math.abs(value))).padStart(2, '0');
}

/** The calendar day of an instant on this device. */
export function dayOf(at: Date): Day {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The day that many days later; a negative number goes back. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie between two days. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** RFC 3339 with this device's offset at that instant. */
export function withOffset(at: Date): string {
  const offset = -at.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `${dayOf(at)}T${clock}${sign}${two(offset / 60)}:${two(Math.abs(offset) % 60)}`;
}

/** The instant an entry for that day gets: now when it is today, else noon of that day. */
export function momentOn(day: Day, now: Date): string {
  if (day === dayOf(now)) return withOffset(now);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return withOffset(new Date(year, month - 1, date, 12));
}

/** The day part of an instant with offset, which is the entry's own local day. */
export function localDay(occurredAt: string): Day {
  return occurredAt.slice(0, 10);
}

/** The IANA name of this device's time zone. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** Clocks differ by a little; from here on a moment is still to come. */
const AHEAD_MS = 600_000;

/** From when on notes are dated in the future. */
export function aheadFrom(now: number): number {
  return now + AHEAD_MS;
}
