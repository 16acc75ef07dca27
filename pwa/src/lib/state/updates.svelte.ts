/** A new version of the app: offered when it waits, never forced, never over words being typed. */
const EVERY_MS = 3_600_000;

class Updates {
  #waiting = $state.raw<ServiceWorker | null>(null);
  #asked = 0;

  get ready(): boolean {
    return this.#waiting !== null;
  }

  watch(lang: string): void {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    void serviceWorker.ready.then((registration) => {
      // The worker keeps the pages of this language from now on.
      registration.active?.postMessage(lang);
      const look = (): void => {
        // The first worker ever is not an update.
        if (serviceWorker.controller) this.#waiting = registration.waiting;
      };
      look();
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', look);
      });
      const ask = (): void => {
        if (document.visibilityState !== 'visible' || Date.now() - this.#asked < EVERY_MS) return;
        this.#asked = Date.now();
        void registration.update().catch(() => undefined);
      };
      ask();
      document.addEventListener('visibilitychange', ask);
      addEventListener('online', ask);
    });
  }

  /** The waiting worker takes over and the page is loaded again with it. */
  apply(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true
    });
    this.#waiting?.postMessage('take over');
  }
}

export const updates = new Updates();
