/** For which kinds of field the hint on the keyboard's microphone was put away. */
import { store, stored } from './stored.ts';

export type Spoken = 'note' | 'question' | 'answer';

export const isHinted = (kind: Spoken): boolean => !stored('daybook.mic')?.includes(kind);

export function putAway(kind: Spoken): void {
  store('daybook.mic', [...new Set([...(stored('daybook.mic') ?? []), kind])]);
}
