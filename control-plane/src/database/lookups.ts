import type { Id, MemberRole, Mode } from '@shotform/contracts';
import type { Pool } from 'pg';
import type { KeyKind } from './entities/index.ts';

export interface FoundKey {
  id: Id<'key'>;
  tenantId: Id<'tenant'>;
  mode: Mode;
  kind: KeyKind;
  hash: string;
  origins: string[];
  scopes: string[];
  playerTokenKey: string | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export interface FoundPlayer {
  id: Id<'player'>;
  name: string | null;
}

export interface FoundRefreshToken {
  tenantId: Id<'tenant'>;
  mode: Mode;
  playerId: Id<'player'>;
  sessionId: Id<'session'>;
}

export interface FoundMember {
  id: Id<'member'>;
  tenantId: Id<'tenant'>;
  passwordHash: string;
}

export interface FoundMemberSession {
  id: Id<'session'>;
  tenantId: Id<'tenant'>;
  memberId: Id<'member'>;
  mode: Mode;
  role: MemberRole;
  lastSeenAt: Date;
}

export interface FoundAttempt {
  id: Id<'attempt'>;
  tenantId: Id<'tenant'>;
  mode: Mode;
  playerId: Id<'player'>;
  analysisId: Id<'analysis'>;
  fence: number;
}

/** Who is asking, before anything else may be asked: the functions of the role `auth`. `null` where there is no such thing. */
export class Lookups {
  readonly #pool: Pool;
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  key(id: Id<'key'>): Promise<FoundKey | null> {
    const columns = `id, tenant_id "tenantId", mode, kind, hash, origins, scopes, player_token_key "playerTokenKey",
      expires_at "expiresAt", revoked_at "revokedAt"`;
    return this.#one(`SELECT ${columns} FROM lookup.key($1)`, [id]);
  }

  playerBySecret(tenant: Id<'tenant'>, mode: Mode, secretHash: string): Promise<FoundPlayer | null> {
    return this.#one('SELECT id, name FROM lookup.player_by_secret($1, $2, $3)', [tenant, mode, secretHash]);
  }

  playerByExternalId(tenant: Id<'tenant'>, mode: Mode, externalId: string): Promise<FoundPlayer | null> {
    return this.#one('SELECT id, name FROM lookup.player_by_external_id($1, $2, $3)', [tenant, mode, externalId]);
  }

  refreshToken(hash: string): Promise<FoundRefreshToken | null> {
    const columns = `tenant_id "tenantId", mode, player_id "playerId", session_id "sessionId"`;
    return this.#one(`SELECT ${columns} FROM lookup.refresh_token($1)`, [hash]);
  }

  /** @param email in lower case. */
  member(email: string): Promise<FoundMember | null> {
    const columns = `id, tenant_id "tenantId", password_hash "passwordHash"`;
    return this.#one(`SELECT ${columns} FROM lookup.member($1)`, [email]);
  }

  memberSession(tokenHash: string): Promise<FoundMemberSession | null> {
    const columns = `id, tenant_id "tenantId", member_id "memberId", mode, role, last_seen_at "lastSeenAt"`;
    return this.#one(`SELECT ${columns} FROM lookup.member_session($1)`, [tokenHash]);
  }

  attempt(tokenHash: string): Promise<FoundAttempt | null> {
    const columns = `id, tenant_id "tenantId", mode, player_id "playerId", analysis_id "analysisId", fence`;
    return this.#one(`SELECT ${columns} FROM lookup.attempt($1)`, [tokenHash]);
  }

  async #one<T extends object>(sql: string, values: readonly string[]): Promise<T | null> {
    const found = await this.#pool.query<T>(sql, [...values]);
    return found.rows[0] ?? null;
  }
}
