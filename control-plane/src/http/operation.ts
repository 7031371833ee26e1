/** What a route says about itself: who may call it, and what goes in and out. A route that does not say does not boot. */
import type { ApiErrorCode, IdPrefix } from '@shotform/contracts';
import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { RateName } from '../config/config.ts';
import type { CredentialKind, PermissionName } from '../identity/caller.ts';

export interface PermissionRule {
  /** `none` alone: anybody. */
  allow: readonly CredentialKind[];
  /** What the credential must hold beside being of that kind; needed where `session`, `secret` or `member` may call. */
  permission?: PermissionName;
}

/** What the answer is, if it is not JSON of a schema: nothing, or a stream that the handler writes itself. */
export interface RawAnswer {
  contentType: string;
}

export interface Contract {
  /** One line for the documentation. */
  summary: string;
  /** Which id each parameter of the path is; what is no such id is not found. A `word` is no id, and the handler's to check. */
  params?: Record<string, IdPrefix | 'word'>;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A body as it is sent; for the documentation and for the authorisation matrix. Needed where there is a body. */
  example?: unknown;
  /** Fields of the body that name objects: whose they are decides between the answer and the 404. */
  references?: Record<string, IdPrefix>;
  /** 200 by default; 204 where there is no answer. */
  status?: number;
  /** `null`: 204. */
  answer: z.ZodType | RawAnswer | null;
  /** Codes beyond those that every route of its kind may answer. */
  errors?: readonly ApiErrorCode[];
}

export const PERMISSION = 'shotform:permission';
export const CONTRACT = 'shotform:contract';
export const IDEMPOTENT = 'shotform:idempotent';
export const RATE = 'shotform:rate';

/** Who may call the route. */
export function Permission(allow: readonly CredentialKind[], permission?: PermissionName): MethodDecorator {
  const rule: PermissionRule = permission === undefined ? { allow } : { allow, permission };
  return SetMetadata(PERMISSION, rule);
}

/** What goes in and out: checked on the way in, checked on the way out, and documented. */
export function Operation(contract: Contract): MethodDecorator {
  const status = contract.status ?? (contract.answer === null ? 204 : 200);
  return applyDecorators(SetMetadata(CONTRACT, { ...contract, status }), HttpCode(status));
}

/**
 * The route creates something, once per Idempotency-Key: it runs in one transaction of the caller's scope (`Database.run`
 * joins it), and its answer is stored in that same transaction. The same request is answered the same again.
 */
export function Idempotent(): MethodDecorator {
  return SetMetadata(IDEMPOTENT, true);
}

/** Counts against this limit instead of the one of the kind of credential; `null`: is not counted. */
export function RateLimit(name: RateName | null): MethodDecorator {
  return SetMetadata(RATE, name);
}

export function isRaw(answer: Contract['answer']): answer is RawAnswer {
  return answer !== null && 'contentType' in answer;
}
