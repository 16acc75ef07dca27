/**
 * One appointment as a calendar file (RFC 5545), with nothing in it that says what it is about. Times
 * are those of the clock on the wall, with their zone. Pure.
 */
import { addDays, type Day } from '../core/days.ts';

export interface Calendar {
  id: string;
  title: string;
  on: Day;
  /** "10:30"; without one it is for the whole day. */
  at?: string | undefined;
  /** IANA name. */
  zone: string;
  place?: string | undefined;
  now: Date;
}

const MINUTE = 60_000;
/** Nobody knows how long it takes; an hour is wide enough to be seen. */
const LASTS = 'PT1H';

export function calendarFile({ id, title, on, at, zone, place, now }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Daybook//Daybook//EN',
    'METHOD:PUBLISH',
    ...(at === undefined ? [] : zoneLines(zone, offsetAt(on, at, zone))),
    'BEGIN:VEVENT',
    `UID:${id}@daybook`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    ...(at === undefined
      ? [`DTSTART;VALUE=DATE:${digits(on)}`, `DTEND;VALUE=DATE:${digits(addDays(on, 1))}`]
      : [`DTSTART;TZID=${zone}:${digits(on)}T${at.replace(':', '')}00`, `DURATION:${LASTS}`]),
    `SUMMARY:${escaped(title)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    'END:VEVENT',
    'END:VCALENDAR'
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const digits = (day: Day): string => day.replaceAll('-', '');

/** A calendar that does not know the zone by its name still gets this hour right. */
function zoneLines(zone: string, offset: number): string[] {
  const written = `${offset < 0 ? '-' : '+'}${two(offset / 60)}${two(offset % 60)}`;
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${written}`,
    `TZOFFSETTO:${written}`,
    'END:STANDARD',
    'END:VTIMEZONE'
  ];
}

const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');

/** By how many minutes the clock on the wall is ahead of UTC, there and then. */
export function offsetAt(on: Day, at: string, zone: string): number {
  const wall = Date.parse(`${on}T${at}:00Z`);
  // The first guess may lie on the other side of a change of the clock.
  const guess = ahead(wall, zone);
  return ahead(wall - guess * MINUTE, zone);
}

function ahead(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' }
  }).formatToParts(instant);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const wall = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:00Z`;
  return Math.round((Date.parse(wall) - instant) / MINUTE);
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
}

const WIDTH = 75;

/** Lines of at most 75 bytes; no letter is cut in two. */
export function folded(line: string): string {
  const encoder = new TextEncoder();
  let out = '';
  let bytes = 0;
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (bytes + size > WIDTH) {
      out += '\r\n ';
      bytes = 1;
    }
    out += letter;
    bytes += size;
  }
  return out;
}
