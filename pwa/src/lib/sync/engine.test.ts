import { beforeEach, expect, it, vi } from 'vitest';
import type { Outcome } from './drain.ts';
import { Engine } from './engine.ts';

let outcomes: Outcome[];
let rounds: number;
let now: number;
let planned: { work: () => void; at: number } | undefined;

function engine(): Engine {
  return new Engine({
    round: async () => {
      rounds += 1;
      return outcomes.shift() ?? { ended: 'done' };
    },
    alone: (work) => work(),
    ended: () => undefined,
    later: (work, ms) => {
      planned = { work, at: now + ms };
      return () => (planned = undefined);
    },
    now: () => now,
    random: () => 0.5
  });
}

async function passes(): Promise<void> {
  const next = planned;
  planned = undefined;
  if (next) now = next.at;
  next?.work();
  await vi.waitFor(() => expect(planned).toBeDefined());
}

beforeEach(() => {
  outcomes = [];
  rounds = 0;
  now = 1_000_000;
  planned = undefined;
});

it('starts at once and comes back every five minutes', async () => {
  await engine().nudge('start');
  expect(rounds).toBe(1);
  expect(planned?.at).toBe(now + 300_000);
});

it('waits a moment after a save, then looks for the flags that follow', async () => {
  const one = engine();
  await one.nudge('save');
  expect(rounds).toBe(0);
  await passes();
  expect(rounds).toBe(1);
  expect(planned?.at).toBe(now + 4_000);
  await passes();
  expect(planned?.at).toBe(now + 20_000);
});

it('waits longer after each failure and starts afresh when the line is back', async () => {
  const one = engine();
  outcomes = Array.from({ length: 12 }, () => ({ ended: 'later' as const }));
  await one.nudge('start');
  expect(planned?.at).toBe(now + 1_000);
  await passes();
  expect(planned?.at).toBe(now + 2_000);
  await passes();
  expect(planned?.at).toBe(now + 4_000);
  await one.nudge('online');
  expect(rounds).toBe(4);
  expect(planned?.at).toBe(now + 1_000);
});

it('keeps to the wait that the server asked for, whatever happens here', async () => {
  const one = engine();
  outcomes = [{ ended: 'later', wait: 60_000 }];
  await one.nudge('start');
  const asked = now + 60_000;
  await one.nudge('online');
  await one.nudge('save');
  expect(rounds).toBe(1);
  expect(planned?.at).toBe(asked);
});

it('goes on by itself only where waiting can help', async () => {
  const one = engine();
  outcomes = [{ ended: 'signed-out' }];
  await one.nudge('start');
  expect(planned).toBeUndefined();
  await one.nudge('asked');
  expect(rounds).toBe(2);
});

it('runs once more when something was saved meanwhile, and never twice at a time', async () => {
  let release: () => void = () => undefined;
  let atOnce = 0;
  let most = 0;
  const one = new Engine({
    round: async () => {
      rounds += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise<void>((resolve) => (release = resolve));
      atOnce -= 1;
      return { ended: 'done' };
    },
    alone: (work) => work(),
    ended: () => undefined,
    later: () => () => undefined,
    now: () => now
  });
  const first = one.nudge('start');
  const second = one.nudge('online');
  release();
  await vi.waitFor(() => expect(rounds).toBe(2));
  release();
  await Promise.all([first, second]);
  expect([rounds, most]).toEqual([2, 1]);
});

it('takes a failing database for a failure and not for the end', async () => {
  const one = new Engine({
    round: () => Promise.reject(new Error('the database went away')),
    alone: (work) => work(),
    ended: () => undefined,
    later: (work, ms) => {
      planned = { work, at: now + ms };
      return () => undefined;
    },
    now: () => now
  });
  await one.nudge('start');
  expect(planned).toBeDefined();
});
