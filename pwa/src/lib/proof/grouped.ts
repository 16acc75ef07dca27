/** "JBSW Y3DP": long keys and codes in groups of four, to read and to type. */
export function grouped(text: string): string {
  return text.match(/.{1,4}/g)?.join(' ') ?? '';
}
