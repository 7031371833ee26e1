import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemAnswer } from './http-client.ts';

const PAUSE_MS = 100;
const PATIENCE_MS = 90_000;

/** As every client of ours does: what did not get through, or can succeed later, is sent again. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!canSucceedLater(error) || Date.now() > deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

function canSucceedLater(error: unknown): boolean {
  if (error instanceof ProblemAnswer) return error.problem.retryable;
  // What `fetch` throws where the connection is refused or breaks.
  return error instanceof TypeError || (error instanceof SyntaxError && /JSON/.test(error.message));
}
