/** Whom to call and to write to in a hard moment. The lines are clinical data. */
import lines from 'virtual:daybook/crisis-lines';

export interface CrisisLine {
  readonly call: string;
  /** The number for a text message, where there is one. */
  readonly text?: string;
}

/** The crisis line of a country, undefined when none is known. */
export function crisisLine(country: string): CrisisLine | undefined {
  return lines[country];
}

/**
 * A text message that is ready to be sent; nothing is sent before the person does it. The odd "?&"
 * is what both kinds of phone understand.
 */
export function write(number: string, message = ''): string {
  const to = `sms:${number.replace(/[^\d+]/g, '')}`;
  return message ? `${to}?&body=${encodeURIComponent(message)}` : to;
}

/** Whether something that was typed can be called. */
export function isNumber(typed: string): boolean {
  return typed.replace(/\D/g, '').length >= 3;
}
