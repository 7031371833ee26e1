import type { Id, PlayerTokenClaims, SessionRequest } from '@shotform/contracts';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database, type Scope } from '../database/database.ts';
import { PlayerEntity } from '../database/entities/index.ts';
import type { PublishableCaller } from './caller.ts';
import { newId } from './id.ts';
import { PlayerTokens } from './player-tokens.ts';
import { hashSecret, newSecret } from './secret-text.ts';

const PLAYER_SECRET_PREFIX = 'sf_player_';

export interface SessionPlayer {
  id: Id<'player'>;
  identified: boolean;
  name: string | null;
  /** Only of an anonymous player who was just made. */
  secret?: string;
}

/** Who a session is for: the player that a token names, the one that keeps a secret, or a new anonymous one. */
@Injectable()
export class Players {
  constructor(
    private readonly database: Database,
    private readonly tokens: PlayerTokens,
  ) {}

  async of(request: SessionRequest, caller: PublishableCaller): Promise<SessionPlayer> {
    if (request.playerToken !== undefined) {
      return this.#identified(await this.tokens.verify(request.playerToken, caller), caller);
    }
    // A secret that is not known (the player was erased, the page has another tenant's) makes a new player, too.
    return (await this.#keeperOf(request.playerSecret, caller)) ?? this.#anonymous(caller);
  }

  async #keeperOf(secret: string | undefined, caller: PublishableCaller): Promise<SessionPlayer | null> {
    if (secret === undefined) return null;
    const found = await this.database.lookups.playerBySecret(caller.tenant, caller.mode, hashSecret(secret));
    return found && { id: found.id, identified: false, name: found.name };
  }

  async #anonymous(caller: PublishableCaller): Promise<SessionPlayer> {
    const secret = newSecret(PLAYER_SECRET_PREFIX);
    const id = newId('player');
    await this.#asPlayer(id, caller, async (em) => {
      em.create(PlayerEntity, { ...ownerOf(id, caller), externalId: null, name: null, secretHash: hashSecret(secret) });
    });
    return { id, identified: false, name: null, secret };
  }

  async #identified(claims: PlayerTokenClaims, caller: PublishableCaller): Promise<SessionPlayer> {
    const name = claims.name ?? null;
    const found = await this.database.lookups.playerByExternalId(caller.tenant, caller.mode, claims.sub);
    if (found === null) return this.#createIdentified(claims, caller);
    if (found.name !== name) {
      await this.#asPlayer(found.id, caller, (em) => em.nativeUpdate(PlayerEntity, { id: found.id }, { name }));
    }
    return { id: found.id, identified: true, name };
  }

  async #createIdentified(claims: PlayerTokenClaims, caller: PublishableCaller): Promise<SessionPlayer> {
    const id = newId('player');
    const name = claims.name ?? null;
    try {
      await this.#asPlayer(id, caller, async (em) => {
        em.create(PlayerEntity, { ...ownerOf(id, caller), externalId: claims.sub, name, secretHash: null });
      });
      return { id, identified: true, name };
    } catch (error) {
      // Two first visits at once: the other one made the player.
      if (error instanceof UniqueConstraintViolationException) return this.#identified(claims, caller);
      throw error;
    }
  }

  /** A player who is about to exist sees, and writes, only themselves. */
  #asPlayer<T>(player: Id<'player'>, caller: PublishableCaller, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const scope: Scope = { tenant: caller.tenant, mode: caller.mode, player };
    return this.database.run(scope, work);
  }
}

function ownerOf(id: Id<'player'>, caller: PublishableCaller) {
  return { id, tenantId: caller.tenant, mode: caller.mode };
}
