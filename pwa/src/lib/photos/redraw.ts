/** A picture drawn anew on this device: small, and without anything that the camera wrote. */

export const MAX_SIDE = 1600;
export const MAX_BYTES = 1_500_000;
/** The first one that is small enough counts. */
const QUALITIES = [0.8, 0.6, 0.4];

/** What an entry says of its picture. */
export interface Facts {
  sha256: string;
  bytes: number;
  width: number;
  height: number;
}

export interface Redrawn {
  facts: Facts;
  bytes: ArrayBuffer;
}

/** The largest size of the same shape whose longer side is at most `most`; never larger. */
export function fitted(
  width: number,
  height: number,
  most = MAX_SIDE
): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}

export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Throws when the browser cannot read it as a picture. */
export async function redrawn(file: Blob): Promise<Redrawn> {
  // Turned the way it was held.
  const source = await createImageBitmap(file);
  const { width, height } = fitted(source.width, source.height);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const sheet = canvas.getContext('2d');
  if (!sheet) throw new Error('there is nothing to draw on');
  sheet.fillStyle = 'white';
  sheet.fillRect(0, 0, width, height);
  sheet.imageSmoothingQuality = 'high';
  sheet.drawImage(source, 0, 0, width, height);
  source.close();
  const bytes = await encoded(canvas);
  return { facts: { sha256: await sha256(bytes), bytes: bytes.byteLength, width, height }, bytes };
}

async function encoded(canvas: HTMLCanvasElement): Promise<ArrayBuffer> {
  for (const quality of QUALITIES) {
    const made = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, 'image/jpeg', quality)
    );
    if (made && made.type === 'image/jpeg' && made.size <= MAX_BYTES) return made.arrayBuffer();
  }
  throw new Error('the picture stays too large');
}
