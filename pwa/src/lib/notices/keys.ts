/** The key that a browser subscribes with, in base64url as the server gives it. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Whether a subscription was made with that key. */
export function isKeyOf(bytes: ArrayBuffer | null | undefined, key: string): boolean {
  const wanted = fromBase64Url(key);
  const held = new Uint8Array(bytes ?? new ArrayBuffer(0));
  return held.length === wanted.length && held.every((byte, at) => byte === wanted[at]);
}
