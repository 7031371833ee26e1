import { ShotformAbortError, throwIfAborted } from './errors.ts';

export interface Backoff {
  /** Before the second try, milliseconds; it doubles with each. */
  firstMilliseconds: number;
  longestMilliseconds: number;
}

/**
 * How long to wait before try `attempt` + 1 (the first try is 1), milliseconds: somewhere between half of the exponential
 * delay and all of it, so that clients that failed together do not come back together. Never less than the server asked for.
 */
export function delayAfter(attempt: number, backoff: Backoff, retryAfterSeconds: number | null = null): number {
  const full = Math.min(backoff.longestMilliseconds, backoff.firstMilliseconds * 2 ** (attempt - 1));
  const jittered = full * (0.5 + Math.random() / 2);
  return Math.max(jittered, (retryAfterSeconds ?? 0) * 1000);
}

/** Throws `ShotformAbortError` when the signal is aborted. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new ShotformAbortError(signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** `Retry-After`, in seconds or as a date; `null` where there is none that can be read. */
export function retryAfter(headers: Headers): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  if (/^\d+$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000);
}
