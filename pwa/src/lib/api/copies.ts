/** A copy of everything from the server. */
import { hasLeft, type Reply } from './http.ts';

/** A long journal on a slow line. */
const TIMEOUT_MS = 180_000;
const END = '"complete": true}\n';

/** Everything that the server holds, as a file; status 0 also where its end is missing. */
export async function everything(journal: string | undefined): Promise<Reply<Blob>> {
  const none = { status: 0, ok: false, code: '', body: new Blob() };
  if (!(await hasLeft())) return none;
  const path = journal ? `/api/v1/journals/${journal}/export` : '/api/v1/me/copy';
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = await answer.blob();
    const { ok, status } = answer;
    if (ok)
      return (await body.slice(-END.length).text()) === END ? { ...none, ok, status, body } : none;
    const { code = '' } = JSON.parse(await body.text()) as { code?: string };
    return { ...none, status, code };
  } catch {
    return none;
  }
}
