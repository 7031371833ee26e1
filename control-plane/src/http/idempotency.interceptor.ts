import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { defer, from, lastValueFrom, type Observable } from 'rxjs';
import { callerId } from '../identity/caller.ts';
import { Idempotency, fingerprintOf } from './idempotency.ts';
import { IDEMPOTENT } from './operation.ts';
import { ApiProblem } from './problem.ts';
import { stateOf } from './request.ts';

/** Printable ASCII, as any header; long enough for whatever a client counts by. */
const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Wraps the handlers marked `@Idempotent`. Runs after the contract's check: what was refused there is no first request. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: Idempotency,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.reflector.get<true | undefined>(IDEMPOTENT, context.getHandler()) !== true) return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return defer(() => from(this.#once(request, response, next)));
  }

  async #once(request: Request, response: Response, next: CallHandler): Promise<unknown> {
    const { caller } = stateOf(request);
    if (caller === undefined || caller.kind === 'none' || caller.kind === 'fleet') {
      throw new Error('An idempotent route needs a caller of a tenant.');
    }
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') throw new ApiProblem('idempotency_key_missing');
    if (!keyPattern.test(key)) {
      throw new ApiProblem('request_invalid', { fields: [{ pointer: 'Idempotency-Key', detail: 'Invalid header' }] });
    }
    const fingerprint = fingerprintOf(request.method, request.path, request.body);
    const asked = { scope: caller.scope, callerId: callerId(caller), key, fingerprint };
    const answer = await this.idempotency.once(asked, response.statusCode, () => lastValueFrom(next.handle()));
    if (answer.replayed) response.status(answer.status).set('Idempotency-Replayed', 'true');
    return answer.body;
  }
}
