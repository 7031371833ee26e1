/** Sends one part to its signed address. */
import type { SignedPart } from '@shotform/contracts';
import { retryAfter } from '../backoff.ts';
import { ShotformAbortError, ShotformApiError, ShotformConnectionError } from '../errors.ts';
import { anySignal, attempt, parseProblem, type Fetch } from '../transport.ts';

/** A part that does not move for this long is sent again. */
const STALL_MILLISECONDS = 60_000;
/** Where nobody tells how much has left: for the whole part. */
const WHOLE_MILLISECONDS = 10 * 60_000;

export interface Put {
  address: SignedPart;
  part: Blob;
  signal: AbortSignal;
  /** Bytes of this part that have left the device. */
  onSent: (bytes: number) => void;
}

/**
 * The store's ETag, or `null` where the store does not let the page read it (CORS: `Access-Control-Expose-Headers`).
 * Errors: `ShotformApiError`, `ShotformConnectionError`, `ShotformAbortError`.
 */
export function put(request: Put, fetch: Fetch): Promise<string | null> {
  // Only XMLHttpRequest tells how much of a request has left.
  return typeof XMLHttpRequest === 'function' ? putByXhr(request) : putByFetch(request, fetch);
}

function putByXhr({ address, part, signal, onSent }: Put): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      clearTimeout(stalled);
      stalled = setTimeout(
        () => finish(() => reject(new ShotformConnectionError('timed_out', null))),
        STALL_MILLISECONDS,
      );
    };
    const finish = (settle: () => void): void => {
      clearTimeout(stalled);
      signal.removeEventListener('abort', stop);
      settle();
      xhr.abort();
    };
    const stop = (): void => finish(() => reject(new ShotformAbortError(signal.reason)));
    xhr.upload.addEventListener('progress', ({ loaded }) => {
      watch();
      onSent(Math.min(loaded, part.size));
    });
    xhr.addEventListener('load', () =>
      finish(() => {
        if (xhr.status >= 200 && xhr.status < 300) return resolve(xhr.getResponseHeader('etag'));
        const wait = xhr.getResponseHeader('retry-after');
        const headers = new Headers(wait === null ? {} : { 'retry-after': wait });
        return reject(refused(xhr.status, xhr.responseText, headers));
      }),
    );
    xhr.addEventListener('error', () => finish(() => reject(new ShotformConnectionError('connection_failed', null))));
    xhr.open('PUT', address.url);
    for (const [name, value] of Object.entries(address.headers)) xhr.setRequestHeader(name, value);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) return stop();
    watch();
    xhr.send(part);
  });
}

async function putByFetch({ address, part, signal, onSent }: Put, fetch: Fetch): Promise<string | null> {
  const timeout = AbortSignal.timeout(WHOLE_MILLISECONDS);
  const response = await attempt(signal, timeout, () =>
    fetch(address.url, {
      method: 'PUT',
      headers: address.headers,
      body: part,
      credentials: 'omit',
      signal: anySignal(signal, timeout),
    }),
  );
  const text = await response.text().catch(() => '');
  if (!response.ok) throw refused(response.status, text, response.headers);
  onSent(part.size);
  return response.headers.get('etag');
}

/** An address that has expired, or a part that arrived changed: with a new address it can be sent again. */
function refused(status: number, text: string, headers: Headers): ShotformApiError {
  const again = [400, 403, 408, 410, 422, 429].includes(status) || status >= 500;
  return ShotformApiError.of(status, { ...parseProblem(text), retryable: again }, retryAfter(headers));
}
