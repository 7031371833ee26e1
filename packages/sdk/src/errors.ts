/** Every error that the SDK throws. Tell them apart by class, or by `code`, which never changes its meaning. */
import type { ApiErrorCode, Problem } from '@shotform/contracts';

/** What can go wrong on this side of the wire. */
export type ClientErrorCode =
  | 'connection_failed'
  | 'timed_out'
  | 'aborted'
  | 'answer_invalid'
  | 'insecure_context'
  | 'file_changed'
  | 'live_failed'
  | 'live_unsupported'
  | 'player_token_unavailable';

// A newer server may send codes that this version has no name for: they stay readable.
export type ShotformErrorCode = ClientErrorCode | ApiErrorCode | (string & {});

interface ErrorDetails {
  retryable?: boolean;
  cause?: unknown;
}

/** The base of all of them. */
export class ShotformSdkError extends Error {
  readonly code: ShotformErrorCode;
  /** Whether the same call can succeed later. */
  readonly retryable: boolean;
  /** What a localised message is looked up by: `error.<code>`. */
  readonly messageKey: string;

  constructor(code: ShotformErrorCode, message: string, { retryable = false, cause }: ErrorDetails = {}) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = retryable;
    this.messageKey = `error.${code}`;
  }
}

/** The server refused. Its class says how: by HTTP status. */
export class ShotformApiError extends ShotformSdkError {
  readonly status: number;
  /** To be told to support; `null` where a proxy answered in the API's place. */
  readonly requestId: string | null;
  /** Which fields of the request are wrong. */
  readonly fields: NonNullable<Problem['fields']>;
  /** How long the server asks to wait before the next try, seconds. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, problem: Partial<Problem>, retryAfterSeconds: number | null = null) {
    const retryable = problem.retryable ?? (status === 408 || status === 429 || status >= 500);
    super(problem.code ?? codeOf(status), problem.detail ?? problem.title ?? `HTTP ${status}`, { retryable });
    this.status = status;
    this.requestId = problem.requestId ?? null;
    this.fields = problem.fields ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static of(status: number, problem: Partial<Problem>, retryAfterSeconds: number | null): ShotformApiError {
    const Class = classes[status] ?? (status >= 500 ? ShotformServerError : ShotformApiError);
    return new Class(status, problem, retryAfterSeconds);
  }
}

/** For answers that are none of the API's own: a proxy's, the object store's. */
function codeOf(status: number): ApiErrorCode | ClientErrorCode {
  if (status >= 500) return status === 500 ? 'internal' : 'unavailable';
  return codes[status] ?? 'answer_invalid';
}

const codes: Record<number, ApiErrorCode> = {
  401: 'credential_invalid',
  403: 'permission_denied',
  404: 'not_found',
  410: 'link_expired',
  413: 'payload_too_large',
  429: 'rate_limited',
};

/** 400, 413, 415, 422: the request, or the video, is not as it should be. */
export class ShotformRequestError extends ShotformApiError {}
/** 401: the key, token or player token is not known or has expired. */
export class ShotformAuthenticationError extends ShotformApiError {}
/** 402: the plan's limit is reached. */
export class ShotformLimitError extends ShotformApiError {}
/** 403: not from this origin, or not with this credential. */
export class ShotformPermissionError extends ShotformApiError {}
/** 404: there is no such thing, or not for this player. */
export class ShotformNotFoundError extends ShotformApiError {}
/** 409: not possible in this state. */
export class ShotformConflictError extends ShotformApiError {}
/** 429: slow down; see `retryAfterSeconds`. */
export class ShotformRateLimitError extends ShotformApiError {}
/** 5xx. */
export class ShotformServerError extends ShotformApiError {}

const classes: Record<number, typeof ShotformApiError> = {
  400: ShotformRequestError,
  401: ShotformAuthenticationError,
  402: ShotformLimitError,
  403: ShotformPermissionError,
  404: ShotformNotFoundError,
  409: ShotformConflictError,
  413: ShotformRequestError,
  415: ShotformRequestError,
  422: ShotformRequestError,
  429: ShotformRateLimitError,
};

/** The server was not reached, or not understood: `connection_failed`, `timed_out`. */
export class ShotformConnectionError extends ShotformSdkError {
  constructor(code: 'connection_failed' | 'timed_out', cause: unknown) {
    const message = code === 'timed_out' ? 'The server did not answer in time.' : 'The server could not be reached.';
    super(code, message, { retryable: true, cause });
  }
}

/** The caller's signal, or a cancel, ended it. */
export class ShotformAbortError extends ShotformSdkError {
  constructor(cause?: unknown) {
    super('aborted', 'It was called off.', { cause });
  }
}

/** What `signal` was aborted with becomes ours; anything else passes. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ShotformAbortError(signal.reason);
}
