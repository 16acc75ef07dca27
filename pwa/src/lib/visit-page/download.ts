/** Hands an appointment to the phone's own calendar, as a file. */
import { deviceZone } from '../core/days.ts';
import type { Appointment } from '../entries/appointments.ts';
import { t } from '../i18n/index.ts';

export async function toCalendar(
  { id, on, at, body }: Appointment,
  withPlace: boolean
): Promise<void> {
  const { calendarFile } = await import('./ics.ts');
  const text = calendarFile({
    ...{ id, on, at, title: t('myvisit.calendar.title'), zone: deviceZone(), now: new Date() },
    place: withPlace && typeof body['place'] === 'string' ? body['place'] : undefined
  });
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${t('myvisit.calendar.file')}.ics`;
  link.click();
  // Some phones read it only after they have asked where it is to go.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
