import { describe, expect, it } from 'vitest';
import type { Reply } from '../api/http.ts';
import type { SentPage, VisitPage } from '../api/shapes.ts';
import { Received, type Shown } from './received.ts';

function server(...ids: string[]) {
  const state = { ids, status: 200, asked: [] as string[] };
  const reply = <T>(body: T, ok = state.status === 200): Reply<T> => ({
    status: ok ? 200 : state.status === 200 ? 404 : state.status,
    ok,
    code: '',
    body
  });
  let now: Shown = { opened: [], others: [] };
  const source = {
    list: async () => {
      state.asked.push('list');
      return reply({ pages: state.ids.map((id) => ({ id }) as SentPage) });
    },
    open: async (id: string) => {
      state.asked.push(id);
      const there = state.status === 200 && state.ids.includes(id);
      return reply({ id } as VisitPage, there);
    }
  };
  const pages = new Received(source, (shown) => (now = shown));
  const shown = (): string[] => now.opened.map(({ id }) => id);
  const others = (): string[] => now.others.map(({ id }) => id);
  return { state, pages, shown, others };
}

describe('visit pages on the screen of whom they were sent to', () => {
  it('opens the newest one alone, and another one when it is asked for', async () => {
    const { state, pages, shown, others } = server('new', 'old');
    await pages.start();
    expect([shown(), others()]).toEqual([['new'], ['old']]);
    await pages.open('old');
    expect([shown(), others()]).toEqual([['new', 'old'], []]);
    expect(state.asked).toEqual(['list', 'new', 'old']);
  });

  it('takes one that was taken back off the screen, and opens none by looking', async () => {
    const { state, pages, shown, others } = server('b', 'a');
    await pages.start();
    await pages.open('a');
    state.ids = ['c', 'a'];
    await pages.look();
    expect([shown(), others()]).toEqual([['a'], ['c']]);
    expect(state.asked).toEqual(['list', 'b', 'a', 'list']);
  });

  it('finds out that one was taken back when it is opened', async () => {
    const { state, pages, shown, others } = server('b', 'a');
    await pages.start();
    state.ids = ['b'];
    await pages.open('a');
    expect([shown(), others()]).toEqual([['b'], []]);
  });

  it.each([
    [403, []],
    [401, []],
    [0, ['a']],
    [500, ['a']]
  ])('after an answer %i shows %j', async (status, left) => {
    const { state, pages, shown } = server('a');
    await pages.start();
    state.status = status;
    await pages.look();
    expect(shown()).toEqual(left);
  });

  it('shows nothing where nothing was sent', async () => {
    const { state, pages, shown } = server();
    await pages.start();
    expect([shown(), state.asked]).toEqual([[], ['list']]);
  });
});
