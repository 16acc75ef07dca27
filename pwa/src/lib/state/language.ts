/** Going over to another language: its pages and words must be on this device first. */
import type { Lang } from '../i18n/format.ts';

const PATIENCE_MS = 30_000;

/** Has the worker fetch a language; whether all of it is there now. */
export async function keepLanguage(lang: Lang): Promise<boolean> {
  const worker = navigator.serviceWorker?.controller;
  // Without a worker nothing is kept, and each page comes from the server.
  if (!worker) return navigator.onLine;
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data === true);
    setTimeout(() => done(false), PATIENCE_MS);
    worker.postMessage(lang, [port2]);
  });
}
