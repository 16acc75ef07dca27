/** Hands a file to the person. */
export function toFile(data: Blob, name: string): void {
  const address = URL.createObjectURL(data);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // Some phones read it only after they have asked where it is to go.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
