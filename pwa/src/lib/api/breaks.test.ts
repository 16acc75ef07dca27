import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeStorage } from '../local/testing.ts';
import { store, type BreakWish } from '../state/stored.ts';
import { keepBreak, sendBreak, waitingBreak } from './breaks.ts';
import type { Options, Reply } from './http.ts';
import { isDue } from './leaving.ts';

const PAUSE = { from: '2026-03-02', to: '2026-03-08', reminders: true, mail: false, prompts: true };
const WISH: BreakWish = { user: 'ana', journal: 'j', pause: PAUSE };
const csrf = vi.fn();

/** A server that knows this browser as somebody, and answers a wish so. */
function server(user: string | undefined, status = 200, meanwhile = (): void => undefined) {
  const asked: string[] = [];
  const once = (method: string, path: string, { body }: Options): Promise<Reply> => {
    asked.push([method, path, ...(body ? [JSON.stringify(body)] : [])].join(' '));
    const me = { csrf_token: 'token', ...(user ? { user: { id: user } } : {}) };
    if (path === '/api/v1/me')
      return Promise.resolve({ status: 200, ok: true, code: '', body: me });
    meanwhile();
    return Promise.resolve({ status, ok: status === 200, code: '', body: null });
  };
  return { once, asked };
}

beforeEach(() => {
  fakeStorage();
  vi.stubGlobal('navigator', { onLine: true });
  csrf.mockClear();
});

describe('a break that the server has not heard of', () => {
  it('comes before all else, with its last day and what rests', async () => {
    expect(keepBreak(WISH)).toBe(true);
    expect(isDue()).toBe(true);
    const { once, asked } = server('ana');
    await sendBreak(once, csrf);
    expect(asked).toEqual([
      'GET /api/v1/me',
      'PUT /api/v1/journals/j/break ' +
        '{"until":"2026-03-08","reminders":true,"mail":false,"prompts":true}'
    ]);
    expect(csrf).toHaveBeenCalledWith('token');
    expect([waitingBreak('j'), isDue()]).toEqual([undefined, false]);
  });

  it('gives way to coming back', async () => {
    keepBreak(WISH);
    keepBreak({ ...WISH, pause: null });
    const { once, asked } = server('ana');
    await sendBreak(once, csrf);
    expect(asked).toEqual(['GET /api/v1/me', 'DELETE /api/v1/journals/j/break']);
  });

  it('keeps what was wished while it was on its way', async () => {
    keepBreak(WISH);
    const back = { ...WISH, pause: null };
    await sendBreak(server('ana', 200, () => void keepBreak(back)).once, csrf);
    expect(waitingBreak('j')).toEqual(back);
  });

  it.each([
    [0, true],
    [401, true],
    [403, true],
    [429, true],
    [500, true],
    [404, false],
    [410, false],
    [422, false]
  ])('after an answer of %i waits: %j', async (status, waits) => {
    keepBreak(WISH);
    await sendBreak(server('ana', status).once, csrf);
    expect(waitingBreak('j') !== undefined).toBe(waits);
  });

  it('asks nothing offline, and is never sent as somebody else', async () => {
    keepBreak(WISH);
    const ben = server('ben');
    await sendBreak(ben.once, csrf);
    expect(ben.asked).toEqual(['GET /api/v1/me']);
    const me = { user: { id: 'ben', email: '', name: '' }, journal: null, helps: false };
    store('daybook.me', me);
    await sendBreak(ben.once, csrf);
    vi.stubGlobal('navigator', { onLine: false });
    store('daybook.me', undefined);
    await sendBreak(ben.once, csrf);
    expect(ben.asked).toEqual(['GET /api/v1/me']);
    expect(waitingBreak('j')).toEqual(WISH);
    expect(waitingBreak('another')).toBeUndefined();
  });
});
