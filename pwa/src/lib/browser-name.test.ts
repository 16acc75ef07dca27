import { expect, it } from 'vitest';
import { browserName } from './browser-name.ts';

it('names browser and device, not what they pretend to be', () => {
  const chrome =
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1 Version/18.4 Mobile/15E Safari/604.1';
  expect(browserName(chrome)).toBe('Chrome, Android');
  expect(browserName(`${chrome} Edg/140.0`)).toBe('Edge, Android');
  expect(browserName(safari)).toBe('Safari, iPhone');
  expect(browserName('curl/8')).toBe('?');
});
