/** Errors of the API: RFC 9457 problem details (`application/problem+json`) with a stable code. */
import { z } from 'zod';
import { mediaErrors } from '../errors.ts';

interface ApiError {
  status: number;
  title: string;
  /** Whether the same request can succeed later. */
  retryable?: boolean;
}

/** The catalogue. A code is public and never changes its meaning. */
export const apiErrors = {
  request_invalid: { status: 400, title: 'The request is not as it should be.' },
  idempotency_key_missing: { status: 400, title: 'A request that creates something needs an Idempotency-Key.' },
  credential_missing: { status: 401, title: 'The request carries no credential.' },
  credential_invalid: { status: 401, title: 'The credential is not known, or not one for this.' },
  token_expired: { status: 401, title: 'The token has expired.' },
  refresh_token_reused: { status: 401, title: 'This refresh token was used before: the session is ended.' },
  player_token_invalid: { status: 401, title: 'The player token was not signed by this tenant, or has expired.' },
  sign_in_failed: { status: 401, title: 'The address or the password is wrong.' },
  origin_not_allowed: { status: 403, title: 'This key may not be used from this origin.' },
  permission_denied: { status: 403, title: 'The credential does not allow this.' },
  csrf_failed: { status: 403, title: 'The request did not come from the console.' },
  not_found: { status: 404, title: 'There is no such thing.' },
  method_not_allowed: { status: 405, title: 'This address does not take that method.' },
  idempotency_conflict: { status: 409, title: 'The first request with this key is still running.', retryable: true },
  state_conflict: { status: 409, title: 'What is asked for is not possible in this state.' },
  attempt_superseded: { status: 409, title: 'Another attempt has taken this analysis over.' },
  link_expired: { status: 410, title: 'This address has expired: ask for a new one.', retryable: true },
  payload_too_large: { status: 413, title: 'The request is larger than the limit.' },
  media_type_unsupported: { status: 415, title: 'The request is of a media type that is not taken here.' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key was used with another request.' },
  upload_incomplete: { status: 422, title: 'Parts of the upload are missing.' },
  upload_mismatch: { status: 422, title: 'What was stored is not what was announced.' },
  limit_reached: { status: 402, title: 'The limit of the plan is reached.' },
  rate_limited: { status: 429, title: 'Too many requests: slow down.', retryable: true },
  internal: { status: 500, title: 'Something went wrong on our side.', retryable: true },
  unavailable: { status: 503, title: 'The service cannot answer at the moment.', retryable: true },
  ...Object.fromEntries(Object.entries(mediaErrors).map(([code, title]) => [code, { status: 422, title }])),
} as const satisfies Record<string, ApiError>;

/** The API's own codes, and those of media that cannot be analysed. */
export type ApiErrorCode = keyof typeof apiErrors | keyof typeof mediaErrors;

export const problemSchema = z.strictObject({
  /** The page that explains the code. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What is wrong with this request, for its sender. */
  detail: z.string().optional(),
  code: z.string(),
  requestId: z.string(),
  retryable: z.boolean(),
  /** Which fields are wrong: a JSON Pointer into the body, or the name of a query parameter. */
  fields: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
