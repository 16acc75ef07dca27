import { describe, expect, it } from 'vitest';
import { calendarFile, folded, offsetAt } from './ics.ts';

const VISIT = {
  id: '0193',
  title: 'Appointment',
  on: '2026-12-01',
  zone: 'Europe/Vienna',
  now: new Date('2026-11-22T09:08:07.654Z')
};

it('a visit with a time is at the wall time of its zone', () => {
  expect(calendarFile({ ...VISIT, at: '10:30' })).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Daybook//Daybook//EN',
      'METHOD:PUBLISH',
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Vienna',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:0193@daybook',
      'DTSTAMP:20261122T090807Z',
      'DTSTART;TZID=Europe/Vienna:20261201T103000',
      'DURATION:PT1H',
      'SUMMARY:Appointment',
      'END:VEVENT',
      'END:VCALENDAR',
      ''
    ].join('\r\n')
  );
});

it('one without a time takes the day, also the last of a year, and needs no zone', () => {
  const file = calendarFile({ ...VISIT, on: '2026-12-31' });
  expect(file).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
  expect(file).not.toContain('TZID');
});

it('words are escaped', () => {
  const file = calendarFile({ ...VISIT, place: 'House 4; room 2, left\\right\nDoor B' });
  expect(file).toContain('LOCATION:House 4\\; room 2\\, left\\\\right\\nDoor B\r\n');
});

describe('the offset', () => {
  it.each([
    ['2026-12-01', '10:30', 'Europe/Vienna', 60],
    ['2026-07-01', '10:30', 'Europe/Vienna', 120],
    ['2026-07-01', '23:59', 'America/New_York', -240],
    ['2026-01-01', '00:00', 'Asia/Kathmandu', 345],
    ['2026-12-01', '08:00', 'America/St_Johns', -210],
    // The morning after the clocks went forward, and the one after they went back.
    ['2026-03-29', '03:00', 'Europe/Vienna', 120],
    ['2026-10-25', '03:00', 'Europe/Vienna', 60]
  ])('on %s at %s in %s is %i minutes', (on, at, zone, minutes) => {
    expect(offsetAt(on, at, zone)).toBe(minutes);
  });

  it('is written with its sign, also for half hours', () => {
    const file = calendarFile({ ...VISIT, at: '08:00', zone: 'America/St_Johns' });
    expect(file).toContain('TZOFFSETTO:-0330\r\n');
  });
});

it('long lines are folded by their bytes, and unfolded are what they were', () => {
  const line = `LOCATION:${'ä'.repeat(100)}`;
  const rows = folded(line).split('\r\n');
  expect(rows.every((row) => new TextEncoder().encode(row).length <= 75)).toBe(true);
  expect(rows.length).toBe(3);
  expect(rows.map((row, at) => (at > 0 ? row.slice(1) : row)).join('')).toBe(line);
  expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
  expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
});
