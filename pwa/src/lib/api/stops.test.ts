import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeStorage } from '../local/testing.ts';
import { store } from '../state/stored.ts';
import type { Reply } from './http.ts';
import { keepStop, sendStops, waitingStops } from './stops.ts';

const ANA = 'ana';
const STOP = { user: ANA, journal: 'j', grant: 'g' };
const csrf = vi.fn();

/** A server that answers so, and what it was asked. */
function server(user: string | undefined, ...statuses: number[]) {
  const asked: string[] = [];
  const once = (method: string, path: string): Promise<Reply> => {
    asked.push(`${method} ${path}`);
    const me = path === '/api/v1/me';
    const status = me ? 200 : (statuses.shift() ?? 204);
    const body = me ? { csrf_token: 'token', ...(user ? { user: { id: user } } : {}) } : null;
    return Promise.resolve({ status, ok: status >= 200 && status < 300, code: '', body });
  };
  return { once, asked };
}

beforeEach(() => {
  fakeStorage();
  vi.stubGlobal('navigator', { onLine: true });
  csrf.mockClear();
});

describe('a stop that the server has not heard of', () => {
  it('is kept once, and sent with the token of the person who pressed it', async () => {
    keepStop(STOP);
    keepStop(STOP);
    expect(waitingStops()).toEqual(['g']);
    const { once, asked } = server(ANA);
    await sendStops(once, csrf);
    expect(asked).toEqual(['GET /api/v1/me', 'DELETE /api/v1/journals/j/grants/g']);
    expect(csrf).toHaveBeenCalledWith('token');
    expect(waitingStops()).toEqual([]);
  });

  it('asks nothing where none waits, or the phone is offline', async () => {
    const { once, asked } = server(ANA);
    await sendStops(once, csrf);
    vi.stubGlobal('navigator', { onLine: false });
    keepStop(STOP);
    await sendStops(once, csrf);
    expect(asked).toEqual([]);
    expect(waitingStops()).toEqual(['g']);
  });

  it.each([
    [404, []],
    [500, ['g']],
    [401, ['g']],
    [429, ['g']],
    [0, ['g']]
  ])('after an answer of %i waits: %j', async (status, left) => {
    keepStop(STOP);
    await sendStops(server(ANA, status).once, csrf);
    expect(waitingStops()).toEqual(left);
  });

  it('is never sent as somebody else, nor by nobody', async () => {
    keepStop(STOP);
    for (const user of ['ben', undefined]) {
      const { once, asked } = server(user);
      await sendStops(once, csrf);
      expect(asked).toEqual(['GET /api/v1/me']);
    }
    expect(waitingStops()).toEqual(['g']);
  });

  it('costs somebody else on this device no request', async () => {
    keepStop(STOP);
    const ben = { user: { id: 'ben', email: 'ben@example.org', name: 'Ben' } };
    store('daybook.me', { ...ben, journal: null, helps: false });
    const { once, asked } = server('ben');
    await sendStops(once, csrf);
    expect(asked).toEqual([]);
  });

  it('keeps none of the others from being sent', async () => {
    keepStop(STOP);
    keepStop({ ...STOP, grant: 'h' });
    await sendStops(server(ANA, 500, 204).once, csrf);
    expect(waitingStops()).toEqual(['g']);
  });

  it('is not promised by a browser that keeps nothing', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new Error('full');
      }
    });
    expect(keepStop(STOP)).toBe(false);
  });
});
