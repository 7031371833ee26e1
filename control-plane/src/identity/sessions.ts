import type { Id, Refreshed, SessionRequest, WidgetSession } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database, type Scope } from '../database/database.ts';
import { KeyEntity, RefreshTokenEntity, SessionEntity, TenantEntity } from '../database/entities/index.ts';
import { ApiProblem } from '../http/problem.ts';
import { Entitlements } from './entitlements.ts';
import type { PublishableCaller } from './caller.ts';
import { newId } from './id.ts';
import { Players } from './players.ts';
import { hashSecret, newSecret } from './secret-text.ts';
import { SessionTokens, type SessionClaims } from './session-tokens.ts';
import { publishedTheme } from './themes.ts';

const REFRESH_TOKEN_PREFIX = 'sf_refresh_';
/** How long a page may stay open: then it opens a new session by its key. */
const SESSION_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

type Renewal =
  { outcome: 'renewed'; claims: SessionClaims; refreshToken: string } | { outcome: 'reused' } | { outcome: 'over' };

/** Widgets' visits: a short token, and a refresh token that is good for one renewal. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly players: Players,
    private readonly tokens: SessionTokens,
    private readonly entitlements: Entitlements,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @param origin the page's, which the guard has checked against the key's. */
  async open(caller: PublishableCaller, origin: string, request: SessionRequest): Promise<WidgetSession> {
    const player = await this.players.of(request, caller);
    const { tenant: tenantId, mode } = caller;
    const scope: Scope = { tenant: tenantId, mode, player: player.id };
    const claims: SessionClaims = { session: newId('session'), tenant: tenantId, mode, player: player.id, origin };
    const facility = await this.#facility(caller);
    const refreshToken = await this.database.run(scope, (em) => this.#create(em, claims, caller.key));
    const { token, expiresAt } = await this.tokens.sign(claims);
    return {
      id: claims.session,
      mode,
      token,
      expiresAt: expiresAt.toISOString(),
      refreshToken,
      player,
      ...facility,
      limits: this.config.limits,
    };
  }

  /** @throws ApiProblem `credential_invalid`, `token_expired`, or `refresh_token_reused`, which ends the session. */
  async refresh(refreshToken: string): Promise<Refreshed> {
    const hash = hashSecret(refreshToken);
    const found = await this.database.lookups.refreshToken(hash);
    if (found === null) throw new ApiProblem('credential_invalid');
    const scope: Scope = { tenant: found.tenantId, mode: found.mode, player: found.playerId };
    // Reuse ends the session, and that has to stay: it is an answer of the transaction, not an error in it.
    const renewal = await this.database.run(scope, (em) => this.#renew(em, hash, found.sessionId));
    if (renewal.outcome === 'reused') throw new ApiProblem('refresh_token_reused');
    if (renewal.outcome === 'over') throw new ApiProblem('token_expired');
    const { token, expiresAt } = await this.tokens.sign(renewal.claims);
    return { token, expiresAt: expiresAt.toISOString(), refreshToken: renewal.refreshToken };
  }

  async #renew(em: EntityManager, hash: string, sessionId: Id<'session'>): Promise<Renewal> {
    const now = this.clock.now();
    const used = await em.nativeUpdate(RefreshTokenEntity, { hash, usedAt: null }, { usedAt: now });
    const running = { id: sessionId, endedAt: null };
    if (used === 0) {
      const ended = await em.nativeUpdate(SessionEntity, running, { endedAt: now, endReason: 'refresh_token_reused' });
      return { outcome: ended === 0 ? 'over' : 'reused' };
    }
    const session = await em.findOne(SessionEntity, { ...running, expiresAt: { $gt: now } });
    if (session === null || !(await this.#keyStands(session.keyId, now))) return { outcome: 'over' };
    const { tenantId: tenant, mode, playerId: player, origin } = session;
    const claims = { session: sessionId, tenant, mode, player, origin };
    return { outcome: 'renewed', claims, refreshToken: issueRefreshToken(em, claims, now) };
  }

  /** A revoked key takes the sessions with it that were opened by it, at their next renewal. */
  async #keyStands(id: Id<'key'>, now: Date): Promise<boolean> {
    const key = await this.database.lookups.key(id);
    if (key === null || (key.revokedAt !== null && key.revokedAt <= now)) return false;
    return key.expiresAt === null || key.expiresAt > now;
  }

  async #create(em: EntityManager, claims: SessionClaims, keyId: Id<'key'>): Promise<string> {
    const now = this.clock.now();
    em.create(SessionEntity, {
      ...ownerOf(claims),
      id: claims.session,
      keyId,
      origin: claims.origin,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY_MS),
      endedAt: null,
      endReason: null,
    });
    await em.flush();
    return issueRefreshToken(em, claims, now);
  }

  /** What the widget wears and may do; and that its key was used. */
  async #facility(caller: PublishableCaller): Promise<Pick<WidgetSession, 'tenant' | 'theme' | 'entitlements'>> {
    const now = this.clock.now();
    // To the minute: a busy page must not write the same row with every visit.
    const stale = { $or: [{ lastUsedAt: null }, { lastUsedAt: { $lt: new Date(now.getTime() - 60_000) } }] };
    return this.database.run(caller.scope, async (em) => {
      await em.nativeUpdate(KeyEntity, { id: caller.key, ...stale }, { lastUsedAt: now });
      const tenant = await em.findOneOrFail(TenantEntity, { id: caller.tenant });
      return {
        tenant: { id: tenant.id, name: tenant.name },
        theme: await publishedTheme(em),
        entitlements: await this.entitlements.of(em, tenant.plan, now),
      };
    });
  }
}

function issueRefreshToken(em: EntityManager, claims: SessionClaims, now: Date): string {
  const refreshToken = newSecret(REFRESH_TOKEN_PREFIX);
  em.create(RefreshTokenEntity, {
    ...ownerOf(claims),
    hash: hashSecret(refreshToken),
    sessionId: claims.session,
    createdAt: now,
    usedAt: null,
  });
  return refreshToken;
}

function ownerOf(claims: SessionClaims) {
  return { tenantId: claims.tenant, mode: claims.mode, playerId: claims.player };
}
