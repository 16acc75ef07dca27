import { describe, expect, it } from 'vitest';
import { uuidv7 } from './uuid.ts';

describe('uuidv7', () => {
  it('has the version, the variant and the time', () => {
    const at = Date.now() + 60_000;
    const id = uuidv7(at);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at);
  });

  it('keeps the order of ids made in one millisecond, also when the clock goes back', () => {
    const at = Date.now() + 120_000;
    const ids = Array.from({ length: 5000 }, () => uuidv7(at));
    ids.push(uuidv7(at - 5000));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
