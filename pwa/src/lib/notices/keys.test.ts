import { expect, it } from 'vitest';
import { fromBase64Url, isKeyOf } from './keys.ts';

it('reads the alphabet that is safe in addresses, without padding', () => {
  expect([...fromBase64Url('-_8')]).toEqual([251, 255]);
  expect([...fromBase64Url('AAEC')]).toEqual([0, 1, 2]);
});

it('knows the key of a subscription again', () => {
  const bytes = new Uint8Array([251, 255]).buffer;
  expect(isKeyOf(bytes, '-_8')).toBe(true);
  expect(isKeyOf(bytes, 'AAEC')).toBe(false);
  expect(isKeyOf(null, '-_8')).toBe(false);
});
