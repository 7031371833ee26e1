/** One request to the API: its retries, its time limit, and its refusals as typed errors. */
import type { Problem } from '@shotform/contracts';
import { delayAfter, retryAfter, sleep } from './backoff.ts';
import { ShotformAbortError, ShotformApiError, ShotformConnectionError, ShotformSdkError } from './errors.ts';

export type Fetch = typeof globalThis.fetch;

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'DELETE';
  query?: Record<string, string | number | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** For `Authorization: Bearer`. */
  bearer?: string;
  /** Stays the same over all tries. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
}

const TRIES = 3;
const backoff = { firstMilliseconds: 500, longestMilliseconds: 8000 };
const TIMEOUT_MILLISECONDS = 30_000;
/** Longer than this is not waited for: the caller hears of it instead. */
const LONGEST_RETRY_AFTER_SECONDS = 30;

export class Transport {
  readonly fetch: Fetch;
  private readonly base: string;

  constructor(apiBase: string, fetch: Fetch | undefined) {
    this.base = apiBase.replace(/\/+$/, '');
    // `fetch` must be called on the global object.
    this.fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /**
   * The parsed answer; `undefined` where it has no content. Tries three times in all where that can help.
   * Errors: `ShotformApiError`, `ShotformConnectionError`, `ShotformAbortError`.
   */
  async request<T>(path: string, options: RequestOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.send(path, options);
        return await readAnswer<T>(response);
      } catch (error) {
        const seconds = error instanceof ShotformApiError ? error.retryAfterSeconds : null;
        if (attempt >= TRIES || !mayRetry(error, seconds)) throw error;
        await sleep(delayAfter(attempt, backoff, seconds), options.signal);
      }
    }
  }

  /** One try. A refusal is thrown; the body of a success is not read yet. */
  async send(path: string, options: RequestOptions, headers: Record<string, string> = {}): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    return this.open(path, { ...options, signal: anySignal(options.signal, timeout) }, headers, timeout);
  }

  /** As `send`, without a time limit of ours: for streams. */
  async open(
    path: string,
    { method = 'GET', query, body, bearer, idempotencyKey, signal }: RequestOptions,
    headers: Record<string, string> = {},
    timeout?: AbortSignal,
  ): Promise<Response> {
    const all = new Headers({ accept: 'application/json', ...headers });
    if (body !== undefined) all.set('content-type', 'application/json');
    if (bearer !== undefined) all.set('authorization', `Bearer ${bearer}`);
    if (idempotencyKey !== undefined) all.set('idempotency-key', idempotencyKey);
    const response = await attempt(signal, timeout, () =>
      this.fetch(this.url(path, query), {
        method,
        headers: all,
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ?? null,
        // The credential is the token. No cookie is sent, none is kept.
        credentials: 'omit',
        cache: 'no-store',
      }),
    );
    if (!response.ok) throw await refusal(response);
    return response;
  }

  private url(path: string, query: RequestOptions['query'] = {}): string {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return `${this.base}${path}${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
  }
}

/** What the platform throws becomes ours. `timeout` is the one of the signals that is a time limit. */
export async function attempt<T>(
  signal: AbortSignal | undefined,
  timeout: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ShotformSdkError) throw cause;
    if (timeout?.aborted) throw new ShotformConnectionError('timed_out', cause);
    if (signal?.aborted) throw new ShotformAbortError(signal.reason);
    throw new ShotformConnectionError('connection_failed', cause);
  }
}

export function anySignal(...signals: (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

async function refusal(response: Response): Promise<ShotformApiError> {
  const text = await response.text().catch(() => '');
  return ShotformApiError.of(response.status, parseProblem(text), retryAfter(response.headers));
}

/** What is no problem document (a proxy's page) tells nothing but its status. */
export function parseProblem(text: string): Partial<Problem> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? (parsed as Problem) : {};
  } catch {
    return {};
  }
}

async function readAnswer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const text = await attempt(undefined, undefined, () => response.text());
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new ShotformSdkError('answer_invalid', 'The server answered with something that is not JSON.', { cause });
  }
}

function mayRetry(error: unknown, retryAfterSeconds: number | null): boolean {
  if (!(error instanceof ShotformSdkError) || !error.retryable) return false;
  return (retryAfterSeconds ?? 0) <= LONGEST_RETRY_AFTER_SECONDS;
}
