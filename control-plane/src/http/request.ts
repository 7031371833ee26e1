import { AsyncLocalStorage } from 'node:async_hooks';
import type { Id } from '@shotform/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { newId } from '../identity/id.ts';
import type { Caller } from '../identity/caller.ts';

/** What we know of a request, beside what it says. */
export interface RequestState {
  requestId: Id<'request'>;
  /** Set by the guard. */
  caller?: Caller;
  /** The route's template, `/v1/uploads/:id`: in logs and metrics, where an id has no place. */
  route?: string;
}

const current = new AsyncLocalStorage<RequestState>();

/** Gives every request its id, in the answer's `x-request-id`, in problems and in logs. The first middleware. */
export function requestState(request: Request, response: Response, next: NextFunction): void {
  const state: RequestState = { requestId: newId('request') };
  Object.assign(request, { state });
  response.setHeader('x-request-id', state.requestId);
  current.run(state, next);
}

export function stateOf(request: Request): RequestState {
  const { state } = request as Request & { state?: RequestState };
  if (state === undefined) throw new Error('The request has no state: the first middleware is missing.');
  return state;
}

/** The id of the request that is being answered; `undefined` outside of one. */
export function currentRequestId(): string | undefined {
  return current.getStore()?.requestId;
}

/** The caller, in a handler: of one of the kinds that its `@Permission` allows. */
export const AskedBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = stateOf(context.switchToHttp().getRequest<Request>());
  if (caller === undefined) throw new Error('The route was reached past the guard.');
  return caller;
});
