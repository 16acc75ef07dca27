/** Draws a QR code as the path of an SVG: one square per dark field. */
import { encode } from 'uqr';

export interface Drawing {
  /** Width and height, with the quiet border that scanners need. */
  size: number;
  path: string;
}

export function draw(text: string): Drawing {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { size, path };
}
