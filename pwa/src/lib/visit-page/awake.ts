/** Keeps the screen lit while a page is shown, where the browser can do that. Returns how to stop. */
export function keepAwake(): () => void {
  let held: WakeLockSentinel | undefined;
  let over = false;

  async function hold(): Promise<void> {
    if (over || document.visibilityState !== 'visible') return;
    try {
      // Older browsers have none. It is lost whenever the page is out of sight.
      held = await navigator.wakeLock?.request('screen');
    } catch {
      // A phone that saves power says no; the page is as good without.
    }
    if (over) void held?.release();
  }

  document.addEventListener('visibilitychange', hold);
  void hold();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', hold);
    void held?.release();
  };
}
