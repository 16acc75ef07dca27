import { beforeEach, expect, it, vi } from 'vitest';
import { outcomeOf } from '../api/proof.ts';
import type { Reply } from '../api/http.ts';
import { proven } from './proven.ts';

const shown = vi.hoisted(() => ({ count: 0, says: true }));

vi.mock('svelte', () => ({
  mount: (_: unknown, { props }: { props: { onend: (is: boolean) => void } }) => {
    shown.count += 1;
    queueMicrotask(() => props.onend(shown.says));
    return {};
  },
  unmount: () => undefined
}));
vi.mock('../ui/ConfirmYou.svelte', () => ({ default: {} }));
vi.mock('../i18n/index.ts', () => ({ lang: () => 'en' }));
vi.mock('../i18n/security.ts', () => ({ load: () => Promise.resolve() }));
vi.mock('../api/security.ts', () => ({ means: () => Promise.resolve(undefined) }));

const reply = (status: number, code = '', body: unknown = null): Reply => ({
  ...{ status, code, body },
  ok: status >= 200 && status < 300
});
const ours = reply(401, 'proof-needed');
const allauths = reply(401, '', { meta: { is_authenticated: true } });

function server(...answers: Reply[]) {
  return vi.fn(() => Promise.resolve(answers.shift() ?? reply(500)));
}

beforeEach(() => {
  vi.stubGlobal('document', { body: {} });
  Object.assign(shown, { count: 0, says: true });
});

it.each([['ours', ours] as const, ['allauth’s', allauths] as const])(
  'asks once more after a proof: %s',
  async (_, refusal) => {
    const ask = server(refusal, reply(201));
    expect((await proven(ask)).status).toBe(201);
    expect([ask.mock.calls.length, shown.count]).toEqual([2, 1]);
  }
);

it('hands the refusal back to those who do not want to', async () => {
  shown.says = false;
  const ask = server(ours);
  expect(await proven(ask)).toBe(ours);
  expect(ask).toHaveBeenCalledTimes(1);
});

it.each([
  reply(200),
  reply(0),
  reply(401, 'not-signed-in'),
  reply(401, '', { meta: { is_authenticated: false } }),
  reply(403, 'second-factor-needed')
])('does not ask for anything else: %o', async (answer) => {
  expect(await proven(server(answer))).toBe(answer);
  expect(shown.count).toBe(0);
});

it('opens one dialog for two that ask at once', async () => {
  await Promise.all([proven(server(ours, reply(200))), proven(server(ours, reply(200)))]);
  expect(shown.count).toBe(1);
});

it('reads how a proof went', () => {
  const many = { errors: [{ code: 'too_many_login_attempts' }] };
  const said = [reply(204), reply(0), reply(400), reply(422), reply(410), reply(429), reply(500)];
  expect(said.map((one) => outcomeOf(one))).toEqual([
    ...['proven', 'offline', 'wrong', 'wrong', 'over', 'too-many', 'other']
  ]);
  expect(outcomeOf(reply(400, '', many))).toBe('too-many');
});
