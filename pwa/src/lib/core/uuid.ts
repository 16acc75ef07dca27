let last = 0;
let counter = 0;

function randomBits(): number {
  return new DataView(crypto.getRandomValues(new Uint8Array(2)).buffer).getUint16(0);
}

/**
 * Makes ids on the device: UUID version 7, so that ids made later sort later.
 *
 * Ids made within one millisecond by one page are kept in order by a counter in the 12 bits that
 * follow the time (RFC 9562, method 1).
 */
export function uuidv7(now: number = Date.now()): string {
  if (now > last) {
    last = now;
    counter = randomBits() & 0x07ff;
  } else {
    counter += 1;
    if (counter > 0x0fff) {
      last += 1;
      counter = 0;
    }
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(last / 0x10000));
  view.setUint16(4, last % 0x10000);
  view.setUint16(6, 0x7000 | counter);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
