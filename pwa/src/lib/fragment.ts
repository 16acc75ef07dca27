/**
 * The secret behind the "#" of the address, taken out of it at once: a fragment never reaches a
 * server, and so it does not stay in the history either.
 */
export function takeFragment(): string {
  const secret = location.hash.replace(/^#(token=)?/, '');
  if (secret) history.replaceState(history.state, '', location.pathname + location.search);
  return decodeURIComponent(secret);
}
