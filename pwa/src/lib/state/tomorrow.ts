/** "Ask me tomorrow how I am": kept on this device only, and asked once, by Today. */
import { addDays, type Day } from '../core/days.ts';
import { store, stored } from './stored.ts';

export function askTomorrow(today: Day): void {
  store('daybook.ask', { on: addDays(today, 1) });
}

/** Whether the question is still to come. */
export function willAsk(today: Day): boolean {
  return (stored('daybook.ask')?.on ?? '') > today;
}

export function stopAsking(): void {
  store('daybook.ask', undefined);
}
