/** A visit in the room where it is shown: one browser, two hours, nothing kept. */
import { leaveRoom, openRoom, room, roomFlags, roomTimeline } from './api/room.ts';
import type { Reply } from './api/http.ts';
import type { Room } from './api/shapes.ts';
import { whileShown } from './poll.ts';
import { Reader } from './reader.svelte.ts';

const LOOK_MS = 20_000;
type Place = 'asking' | 'code' | 'in' | 'ended' | 'closed';
export type Refused = '' | 'bad' | 'too-many' | 'offline';

export class Visit {
  readonly reader = new Reader({ timeline: roomTimeline, flags: roomFlags });
  #at = $state<Place>('asking');
  #room = $state.raw<Room>();
  #refused = $state<Refused>('');
  #stop: (() => void) | undefined;

  get at(): Place {
    return this.#at;
  }

  get room(): Room | undefined {
    return this.#room;
  }

  /** Why a code did not open anything. */
  get refused(): Refused {
    return this.#refused;
  }

  /** Goes in with what the picture carried, or goes on with a visit that this browser is in. */
  async arrive(secret: string): Promise<void> {
    if (secret) return this.open(secret);
    const reply = await room();
    if (reply.ok) await this.#in(reply.body);
    else this.#at = 'code';
  }

  async open(secret: string): Promise<void> {
    this.#refused = '';
    const reply = await openRoom(secret);
    if (reply.ok) return this.#in(reply.body);
    this.#at = 'code';
    this.#refused = whyNot(reply);
  }

  async #in(found: Room): Promise<void> {
    this.#room = found;
    this.#at = 'in';
    this.#stop?.();
    this.#stop = whileShown(LOOK_MS, () => void this.#look());
    await this.reader.start();
    this.#notice(this.reader.page.trouble === 'refused');
  }

  /** Ended on the phone, it ends here too, whether or not somebody touches this screen. */
  async #look(): Promise<void> {
    const over = this.#room !== undefined && Date.parse(this.#room.ends_at) <= Date.now();
    this.#notice(over || (await room()).status === 410);
  }

  #notice(over: boolean): void {
    if (over && this.#at === 'in') this.#forget('ended');
  }

  async more(): Promise<void> {
    await this.reader.more();
    this.#notice(this.reader.page.trouble === 'refused');
  }

  /** Ends it; what was on the screen goes first, whatever the server says. */
  async close(): Promise<void> {
    this.#forget('closed');
    await leaveRoom();
  }

  again(): void {
    this.#at = 'code';
  }

  /** The page is left. */
  stop(): void {
    this.#forget('asking');
  }

  #forget(at: Place): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#room = undefined;
    this.reader.clear();
    this.#at = at;
  }
}

function whyNot({ status }: Reply): Refused {
  if (status === 0) return 'offline';
  return status === 429 ? 'too-many' : 'bad';
}
