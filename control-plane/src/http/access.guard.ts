import type { ApiErrorCode } from '@shotform/contracts';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { RateName } from '../config/config.ts';
import { Authenticator } from '../identity/authenticator.ts';
import { callerId, mayDo, type Caller } from '../identity/caller.ts';
import { Ownership } from '../identity/ownership.ts';
import { CONTRACT, PERMISSION, RATE, type Contract, type PermissionRule } from './operation.ts';
import { ApiProblem } from './problem.ts';
import { RateLimits } from './rate-limits.ts';
import { stateOf } from './request.ts';

/** The one gate: who is asking, how often, and whether the route is for them. What they may see is the database's to say. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly rates: RateLimits,
    private readonly ownership: Ownership,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const handler = context.getHandler();
    const rule = this.reflector.get<PermissionRule | undefined>(PERMISSION, handler);
    const contract = this.reflector.get<Contract | undefined>(CONTRACT, handler);
    if (rule === undefined || contract === undefined) throw new Error('A route without a permission was reached.');
    const rate = this.reflector.get<RateName | null | undefined>(RATE, handler);
    const state = stateOf(request);
    state.route = (request.route as { path: string }).path;
    if (rule.allow.includes('none')) {
      // Whatever it carries is not looked at: a stale cookie must not stand in the way of signing in.
      state.caller = { kind: 'none' };
      if (rate !== null) await this.rates.count(rate ?? 'anonymous', request.ip ?? '', response);
      return true;
    }
    const caller = await this.#caller(rule, request, response);
    if (rate !== null) await this.#count(rate, caller, request, response);
    if (rule.permission !== undefined && isTenantKind(caller) && !mayDo(caller, rule.permission)) {
      throw new ApiProblem('permission_denied');
    }
    this.#requireOwnAttempt(caller, contract, request);
    state.caller = caller;
    return true;
  }

  /** What fails to show a good credential is counted by its address, so that guessing has a limit. */
  async #caller(rule: PermissionRule, request: Request, response: Response): Promise<Caller> {
    try {
      const caller = await this.authenticator.identify(request);
      if (caller.kind === 'none') throw new ApiProblem('credential_missing');
      if (!rule.allow.includes(caller.kind)) throw new ApiProblem('credential_invalid');
      return caller;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      await this.rates.count('anonymous', request.ip ?? '', response);
      throw withChallenge(error);
    }
  }

  #requireOwnAttempt(caller: Caller, contract: Contract, request: Request): void {
    if (caller.kind !== 'attempt') return;
    for (const [name, prefix] of Object.entries(contract.params ?? {})) {
      const isOwn = prefix !== 'attempt' || this.ownership.ownsAttempt(caller, String(request.params[name]));
      if (!isOwn) throw new ApiProblem('not_found');
    }
  }

  async #count(rate: RateName | undefined, caller: Caller, request: Request, response: Response): Promise<void> {
    switch (caller.kind) {
      case 'publishable':
        // The key is public: one visitor must not use up what all of them have.
        return this.rates.count(rate ?? 'publishable', `${caller.key} ${request.ip ?? ''}`, response);
      case 'session':
      case 'secret':
      case 'member':
        return this.rates.count(rate ?? caller.kind, callerId(caller), response);
      default:
        // The fleet is ours.
        return;
    }
  }
}

function isTenantKind(caller: Caller): boolean {
  return caller.kind === 'session' || caller.kind === 'secret' || caller.kind === 'member';
}

const challenged: readonly ApiErrorCode[] = ['credential_missing', 'credential_invalid', 'token_expired'];

/** A 401 says how to sign in (RFC 9110, 11.6.1). */
function withChallenge(problem: ApiProblem): ApiProblem {
  if (!challenged.includes(problem.code)) return problem;
  return new ApiProblem(problem.code, { ...problem.details, headers: { 'www-authenticate': 'Bearer' } });
}
