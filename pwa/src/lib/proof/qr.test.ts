import { expect, it } from 'vitest';
import { grouped } from './grouped.ts';
import { draw } from './qr.ts';

it('draws a code with a quiet border and three corners', () => {
  const { size, path } = draw('otpauth://totp/Daybook:ana@example.org?secret=JBSWY3DPEHPK3PXP');
  const dark = new Set(path.split('M').map((field) => field.replace('h1v1h-1z', '')));
  // 17 and four for each version, and four fields of border on each side.
  expect((size - 8 - 17) % 4).toBe(0);
  const far = size - 5;
  for (const corner of [`4 4`, `${far} 4`, `4 ${far}`]) expect(dark).toContain(corner);
  for (let at = 0; at < size; at += 1) {
    for (const edge of [`${at} 3`, `3 ${at}`, `${far + 1} ${at}`]) expect(dark).not.toContain(edge);
  }
});

it('groups what has to be typed', () => {
  expect(grouped('JBSWY3DPEH')).toBe('JBSW Y3DP EH');
  expect(grouped('')).toBe('');
});
