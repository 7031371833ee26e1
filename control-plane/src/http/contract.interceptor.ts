import { idSchema, type Problem } from '@shotform/contracts';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { CONTRACT, isRaw, type Contract } from './operation.ts';
import { ApiProblem } from './problem.ts';

type Fields = NonNullable<Problem['fields']>;

/** Holds every request and every answer to its contract. Handlers get what the schemas made of it: defaults set, types right. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const contract = this.reflector.get<Contract>(CONTRACT, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    checkParams(contract, request);
    const fields: Fields = [];
    if (contract.query !== undefined) {
      const query = parse(contract.query, request.query, fields, (path) => String(path[0] ?? ''));
      // Express reads the address anew each time; the handler is to see what was checked.
      Object.defineProperty(request, 'query', { value: query });
    }
    if (contract.body !== undefined) {
      requireJson(request);
      request.body = parse(contract.body, request.body ?? {}, fields, pointer);
    }
    if (fields.length > 0) throw new ApiProblem('request_invalid', { fields });
    const { answer } = contract;
    if (answer === null || isRaw(answer)) return next.handle();
    // A wrong answer is our mistake: it fails here instead of in somebody's page.
    return next.handle().pipe(map((value) => answer.parse(value)));
  }
}

/** What is no id of that kind was never an object. */
function checkParams(contract: Contract, request: Request): void {
  for (const [name, prefix] of Object.entries(contract.params ?? {})) {
    if (prefix !== 'word' && !idSchema(prefix).safeParse(request.params[name]).success)
      throw new ApiProblem('not_found');
  }
}

function requireJson(request: Request): void {
  const isEmpty = request.headers['content-type'] === undefined && !hasBody(request);
  if (!isEmpty && request.is('application/json') === false) throw new ApiProblem('media_type_unsupported');
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

function parse(
  schema: z.ZodType,
  value: unknown,
  fields: Fields,
  name: (path: readonly PropertyKey[]) => string,
): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  fields.push(...parsed.error.issues.map((issue) => ({ pointer: name(issue.path), detail: issue.message })));
  return undefined;
}

/** A JSON Pointer (RFC 6901). */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
