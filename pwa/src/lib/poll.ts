/** Does something now and then, as long as somebody looks at the page; returns how to stop. */
export function whileShown(every: number, run: () => void): () => void {
  const shown = (): void => {
    if (document.visibilityState === 'visible') run();
  };
  const timer = setInterval(shown, every);
  document.addEventListener('visibilitychange', shown);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', shown);
  };
}
