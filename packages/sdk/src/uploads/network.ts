/** Keeps at it: what fails for want of a network, or for a while, is tried again. */
import { delayAfter, sleep } from '../backoff.ts';
import { ShotformAbortError, ShotformApiError, ShotformSdkError, throwIfAborted } from '../errors.ts';

const TRIES = 8;
const backoff = { firstMilliseconds: 500, longestMilliseconds: 15_000 };

/**
 * Runs `work` until it succeeds, at most eight times in a row, with growing pauses; while the device says that it is
 * offline no try is made and none is counted. `onOffline` hears when such a wait begins (true) and ends.
 */
export async function persevere<T>(
  work: () => Promise<T>,
  { signal, onOffline }: { signal: AbortSignal; onOffline: (offline: boolean) => void },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    if (isOffline()) {
      onOffline(true);
      await online(signal);
      onOffline(false);
    }
    try {
      return await work();
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof ShotformSdkError) || !error.retryable) throw error;
      if (isOffline()) attempt = 0;
      else if (attempt >= TRIES) throw error;
      else await sleep(delayAfter(attempt, backoff, waitAsked(error)), signal);
    }
  }
}

function waitAsked(error: ShotformSdkError): number | null {
  return error instanceof ShotformApiError ? error.retryAfterSeconds : null;
}

function isOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}

/** Resolves when the device is online again. */
function online(signal: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      globalThis.removeEventListener('online', onOnline);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onOnline = (): void => end(resolve);
    const onAbort = (): void => end(() => reject(new ShotformAbortError(signal.reason)));
    globalThis.addEventListener('online', onOnline);
    signal.addEventListener('abort', onAbort);
  });
}
