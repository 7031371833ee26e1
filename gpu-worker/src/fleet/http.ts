/** Requests that are made again where that can help. */
import { setTimeout as sleep } from 'node:timers/promises';

/** The other side answered, but not as hoped. `code` is the problem's, where there is one. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, code: string | null) {
    super(`refused with ${status}${code ? ` ${code}` : ''}`);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }

  static async by(response: Response): Promise<Refused> {
    const text = await response.text().catch(() => '');
    return new this(response.status, /"code"\s*:\s*"([a-z_]+)"/.exec(text)?.[1] ?? null);
  }

  get temporary(): boolean {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

const LONGEST_PAUSE_MILLISECONDS = 10_000;

/** Pauses of 0.25-0.5 s, 0.5-1 s, ... between tries; a refusal that is not temporary, or the signal, ends them. */
export async function tryAgain<T>(tries: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (attempt >= tries || (error instanceof Refused && !error.temporary)) throw error;
      const pause = Math.min(LONGEST_PAUSE_MILLISECONDS, 500 * 2 ** (attempt - 1));
      await sleep(pause * (0.5 + Math.random() / 2), undefined, signal && { signal });
    }
  }
}
