/** The check-in of today: every answer is a note of its own, saved as it is given. */
import builtIn from 'virtual:daybook/watch-lists';
import { save } from '../actions.ts';
import { termOf, type FullCatalogue, type FullTerm } from '../flagging/data.ts';
import type { Finding } from '../flags/types.ts';
import { live } from '../live.svelte.ts';
import { local, type Local } from '../local.ts';
import type { Saved } from '../local/save.ts';
import type { Shown } from '../local/views.ts';
import { answered, isThere } from '../entries/questions.ts';
import { calendar } from '../state/calendar.svelte.ts';
import type { Body } from '../sync/types.ts';
import { itemsOf, lookBack, type About, type Items } from './items.ts';
import { remember, remembered, type Kept } from './memory.ts';
import { furtherOf, notThere, questionsOf, type Question } from './questions.ts';

interface Read {
  catalogue: FullCatalogue;
  items: Items;
  terms: FullTerm[];
  /** What was said today by symptom; of several notes the newest. */
  bodies: Map<string, Body>;
  checkin: Shown | undefined;
  memory: Kept;
}

const withOut = (ids: readonly string[], gone: readonly string[]): string[] =>
  ids.filter((id) => !gone.includes(id));

async function read(open: Local, today: string): Promise<Read> {
  const { views, flags, context, db } = open;
  const { catalogue, rules } = context;
  const [entries, memory] = await Promise.all([
    views.between(db, lookBack(today), today),
    remembered(open, today)
  ]);
  const about = flags.profileOf(context) as About;
  const watch = rules.watch_lists ?? builtIn;
  const items = itemsOf(catalogue.symptoms, watch, about, entries, today);
  const now = entries.filter(({ local_date }) => local_date === today).reverse();
  const symptoms = now.filter(({ type }) => type === 'symptom');
  return {
    ...{ catalogue, items },
    terms: items.asked.flatMap((slug) => termOf(catalogue, slug) ?? []),
    bodies: new Map(symptoms.map(({ body }) => [String(body['symptom']), body])),
    checkin: now.findLast(({ type }) => type === 'checkin'),
    memory
  };
}

export class WeeklyCheckin {
  /** What the rules said of the answers on this page. */
  findings = $state.raw<readonly Finding[]>([]);
  /** The question that was gone back to. */
  at = $state<string>();
  #turn: Promise<unknown> = Promise.resolve();
  #busy = false;
  readonly #read = live<string, Read | undefined>(() => calendar.today, read, undefined);

  readonly all: readonly Question[] = $derived.by(() => {
    const known = this.#read.value;
    if (!known) return [];
    return questionsOf(known.terms, known.bodies, known.memory);
  });

  /** The one to show; undefined in the end. */
  readonly now: Question | undefined = $derived.by(
    () => this.all.find(({ id }) => id === this.at) ?? this.all.find(({ done }) => !done)
  );

  get ready(): boolean {
    return this.#read.value !== undefined;
  }

  get known(): Read | undefined {
    return this.#read.value;
  }

  /** Whether going through it has begun today. */
  get begun(): boolean {
    return this.known?.memory.begun === true;
  }

  /** Whether some of it was noted today already, here or on another page. */
  get noted(): boolean {
    return [...(this.known?.bodies.values() ?? [])].some(isThere);
  }

  /** Whether it was said today that there is none of it. */
  get clear(): boolean {
    return this.known?.checkin?.body['all_clear'] === true;
  }

  body(slug: string): Body | undefined {
    return this.known?.bodies.get(slug);
  }

  term(slug: string): FullTerm | undefined {
    return this.known?.terms.find((term) => term.slug === slug);
  }

  /** "3 of 8": the symptoms, not the questions about each. */
  get place(): { n: number; of: number } {
    const asked = this.known?.items.asked ?? [];
    return { n: asked.indexOf(this.now?.slug ?? '') + 1, of: asked.length };
  }

  /** Whether there is nothing to go back to. */
  get first(): boolean {
    return this.all[0]?.id === this.now?.id;
  }

  back(): void {
    const here = this.now ? this.all.findIndex(({ id }) => id === this.now?.id) : this.all.length;
    this.at = this.all[here - 1]?.id;
  }

  /** On from a question that is answered already. */
  next(): void {
    const here = this.all.findIndex(({ id }) => id === this.now?.id);
    const next = this.all[here + 1];
    this.at = next?.done ? next.id : undefined;
  }

  there(question: Question, yes: boolean): Promise<void> {
    return this.#act(async (open) => {
      const { slug } = question;
      const term = this.term(slug);
      if (!term) return;
      await remember(open, calendar.today, ({ yes: said, past }) => ({
        yes: withOut(said, [slug]).concat(yes ? [slug] : []),
        past: withOut(past, [slug])
      }));
      if (!yes) await this.#put(open, slug, (body) => notThere(term, body));
      else if (term.attributes.every((attribute) => attribute === 'present'))
        await this.#put(open, slug, (body) => ({ ...body, symptom: slug, present: true }));
    });
  }

  score({ slug, name, id }: Question, level: number): Promise<void> {
    return this.#act(async (open) => {
      await this.#put(open, slug, (body) => ({ ...body, symptom: slug, [name]: level }));
      await remember(open, calendar.today, ({ past }) => ({
        past: withOut(past, [id])
      }));
    });
  }

  decide({ slug, name, id }: Question, yes: boolean): Promise<void> {
    return this.#act(async (open) => {
      await remember(open, calendar.today, ({ past }) => ({
        past: withOut(past, [id]).concat(id)
      }));
      await this.#put(open, slug, ({ qualifiers, ...body } = {}) => {
        const held = answered(qualifiers, name, yes);
        return held ? { ...body, qualifiers: held } : body;
      });
    });
  }

  leaveOut({ id }: Question): Promise<void> {
    return this.#act((open) =>
      remember(open, calendar.today, ({ past }) => ({ past: withOut(past, [id]).concat(id) }))
    );
  }

  /** From the first question that is open. */
  start(): Promise<void> {
    return this.#act((open) => remember(open, calendar.today, () => ({ begun: true })));
  }

  /** One tap for all of it. */
  none(): Promise<void> {
    return this.#act(async () => {
      const checkin = this.known?.checkin;
      const body = { ...checkin?.body, all_clear: true };
      await save({ type: 'checkin', body, id: checkin?.id });
    });
  }

  /** From now on Today does not offer it until the next one is due. */
  async finish(): Promise<void> {
    const today = calendar.today;
    if (this.known?.memory.last === today) return;
    await remember(await local(), today, () => ({ last: today }));
  }

  /** One after the other; a finger that trembles taps twice. */
  #act(what: (open: Local) => Promise<void>): Promise<void> {
    if (this.#busy) return Promise.resolve();
    this.#busy = true;
    const done = this.#turn
      .then(async () => what(await local()))
      .finally(() => {
        this.#busy = false;
        this.at = undefined;
      });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Changes the note of today on this symptom, or makes it; what stays as it was is not saved. */
  async #put(open: Local, slug: string, change: (body?: Body) => Body): Promise<void> {
    const notes = await open.views.entriesOn(open.db, calendar.today);
    const before = notes.find(({ type, body }) => type === 'symptom' && body['symptom'] === slug);
    const body = change(before?.body);
    if (JSON.stringify(body) === JSON.stringify(before?.body)) return;
    const saved = await save({ type: 'symptom', body, id: before?.id });
    if (saved) await this.#heard(open, slug, saved);
  }

  async #heard(open: Local, slug: string, { findings, emergency }: Saved): Promise<void> {
    const others = this.findings.filter(({ subject }) => subject !== slug);
    this.findings = [...others, ...findings];
    if (!emergency) return;
    const term = this.term(slug);
    const left = term ? furtherOf(term) : [];
    await remember(open, calendar.today, ({ past }) => ({
      past: withOut(past, left).concat(left)
    }));
  }
}
