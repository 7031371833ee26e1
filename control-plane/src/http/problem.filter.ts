import type { ApiErrorCode } from '@shotform/contracts';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Logger } from '../operations/logger.ts';
import { Metrics } from '../operations/metrics.ts';
import { ApiProblem, catalogueEntry, problemBody } from './problem.ts';
import { stateOf } from './request.ts';
import { RouteTable } from './route-table.ts';

/** Answers every error as problem details. What is not one of ours is `internal`: its story is in the log alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: RouteTable,
    private readonly metrics: Metrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.#problemOf(error, request);
    this.metrics.problem(problem.code);
    if (catalogueEntry(problem.code).status >= 500) this.logger.error({ err: error }, 'a request failed');
    if (response.headersSent) {
      // Half an answer is no answer.
      response.destroy();
      return;
    }
    sendProblem(response, problem, stateOf(request).requestId);
  }

  #problemOf(error: unknown, request: Request): ApiProblem {
    if (error instanceof ApiProblem) return error;
    const status = statusOf(error);
    if (status === 404) return this.#notFound(request);
    const code = status === undefined ? undefined : codeOfStatus[status];
    if (code !== undefined) return new ApiProblem(code);
    return new ApiProblem(isUnavailable(error) ? 'unavailable' : 'internal');
  }

  #notFound(request: Request): ApiProblem {
    const methods = this.routes.methodsOf(request.path);
    if (methods.length === 0) return new ApiProblem('not_found');
    return new ApiProblem('method_not_allowed', { headers: { allow: methods.join(', ') } });
  }
}

export function sendProblem(response: Response, problem: ApiProblem, requestId: string): void {
  const body = problemBody(problem.code, problem.details, requestId);
  response
    .status(body.status)
    .set(problem.details.headers ?? {})
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(body));
}

/** What Express and its body parser refuse by themselves. */
const codeOfStatus: Record<number, ApiErrorCode> = {
  400: 'request_invalid',
  413: 'payload_too_large',
  415: 'media_type_unsupported',
  503: 'unavailable',
};

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return undefined;
}

/** Codes of a database or network that is away: classes 08, 53 and 57P of PostgreSQL, and the system's. */
const unavailableCodes = /^(08...|53...|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** Whether the error, or one that it wraps, says that a part we need is away for the moment. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && unavailableCodes.test(error.code)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  return (
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message) || isUnavailable(error.cause)
  );
}
