/** The start-up script as it stands in every page: without comments and the space before lines. */
export function slimmed(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(\/\/|\/\*\*)/.test(line))
    .join('\n');
}
