import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { ApiProblem } from '../http/problem.ts';
import type { AttemptCaller, Caller, MemberCaller, PublishableCaller, SecretCaller, SessionCaller } from './caller.ts';
import { ConsoleCookie, csrfToken } from './console-cookie.ts';
import { parseKeyText } from './key-text.ts';
import { originAllowed } from './origins.ts';
import { hashSecret, sameSecret } from './secret-text.ts';
import { SessionTokens } from './session-tokens.ts';

/** Of an attempt's token; a worker gets it by claiming. */
export const ATTEMPT_TOKEN_PREFIX = 'sf_at_';
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Tells who is asking, from what the request carries. Says nothing about what they may do. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionTokens,
    private readonly cookie: ConsoleCookie,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws ApiProblem where there is a credential, but not a good one. */
  async identify(request: Request): Promise<Caller> {
    const header = request.headers.authorization;
    if (header === undefined) return this.#byCookie(request);
    const [, token] = /^Bearer +([^\s]+)$/i.exec(header) ?? [];
    if (token === undefined) throw new ApiProblem('credential_invalid');
    if (token.startsWith(ATTEMPT_TOKEN_PREFIX)) return this.#attempt(token);
    if (token.startsWith('sf_')) return this.#key(token, request.headers.origin);
    if (sameSecret(token, this.config.fleetToken)) return { kind: 'fleet' };
    return this.#session(token, request.headers.origin);
  }

  async #key(text: string, origin: string | undefined): Promise<PublishableCaller | SecretCaller> {
    const parsed = parseKeyText(text);
    const found = parsed === null ? null : await this.database.lookups.key(parsed.id);
    if (found === null || !sameSecret(found.hash, hashSecret(text))) throw new ApiProblem('credential_invalid');
    const now = this.clock.now();
    if (found.revokedAt !== null && found.revokedAt <= now) throw new ApiProblem('credential_invalid');
    if (found.expiresAt !== null && found.expiresAt <= now) throw new ApiProblem('credential_invalid');
    const tenant = { tenant: found.tenantId, mode: found.mode };
    const owned = { key: found.id, ...tenant, scope: { ...tenant, player: '*' as const } };
    if (found.kind === 'secret') return { kind: 'secret', ...owned, permissions: found.scopes };
    if (origin === undefined || !originAllowed(origin, found.origins)) throw new ApiProblem('origin_not_allowed');
    return { kind: 'publishable', ...owned };
  }

  async #session(token: string, origin: string | undefined): Promise<SessionCaller> {
    const { session, tenant, mode, player, origin: opener } = await this.tokens.verify(token);
    if (origin !== undefined && origin !== opener) throw new ApiProblem('origin_not_allowed');
    return { kind: 'session', session, tenant, mode, player, scope: { tenant, mode, player } };
  }

  async #attempt(token: string): Promise<AttemptCaller> {
    const found = await this.database.lookups.attempt(hashSecret(token));
    if (found === null) throw new ApiProblem('credential_invalid');
    const { id: attempt, analysisId: analysis, tenantId: tenant, mode, playerId: player, fence } = found;
    return { kind: 'attempt', attempt, analysis, fence, tenant, mode, player, scope: { tenant, mode, player } };
  }

  async #byCookie(request: Request): Promise<Caller> {
    const token = this.cookie.read(request);
    if (token === null) return { kind: 'none' };
    const found = await this.database.lookups.memberSession(hashSecret(token));
    if (found === null) throw new ApiProblem('credential_invalid');
    // A cookie comes along by itself: only our own pages may make use of that.
    const site = request.headers['sec-fetch-site'];
    const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (foreign) throw new ApiProblem('csrf_failed');
    if (!SAFE_METHODS.includes(request.method)) requireCsrf(request, token);
    return memberCaller(found);
  }
}

function requireCsrf(request: Request, token: string): void {
  const given = request.headers['x-shotform-csrf'];
  if (typeof given !== 'string' || !sameSecret(given, csrfToken(token))) throw new ApiProblem('csrf_failed');
}

function memberCaller(found: {
  id: MemberCaller['session'];
  tenantId: MemberCaller['tenant'];
  memberId: MemberCaller['member'];
  mode: MemberCaller['mode'];
  role: MemberCaller['role'];
}): MemberCaller {
  const tenant = { tenant: found.tenantId, mode: found.mode };
  return {
    kind: 'member',
    member: found.memberId,
    session: found.id,
    role: found.role,
    ...tenant,
    scope: { ...tenant, player: '*' },
  };
}
