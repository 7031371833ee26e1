import type { CreatedKey, CreateKey, Id, Key } from '@shotform/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { KeyEntity, type StoredKey } from '../database/entities/index.ts';
import { ApiProblem } from '../http/problem.ts';
import { writeAudit, type Change, type Origin } from './audit.ts';
import type { MemberCaller } from './caller.ts';
import { seal } from './envelope.ts';
import { newId } from './id.ts';
import { newKeyText, playerTokenKey } from './key-text.ts';
import { hashSecret } from './secret-text.ts';

/** More than any facility needs; fewer than would fill a page of the list. */
const MOST_KEYS = 100;

/** A tenant's keys in the mode that the console shows. Each is told once, and kept as a hash. */
@Injectable()
export class Keys {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Those that are not revoked, newest first. */
  async list({ scope }: MemberCaller): Promise<Key[]> {
    const found = await this.database.run(scope, (em) =>
      em.find(KeyEntity, { revokedAt: null }, { orderBy: { id: 'desc' }, limit: MOST_KEYS }),
    );
    return found.map(toKey);
  }

  /** @throws ApiProblem `state_conflict` where there are too many */
  async create(caller: MemberCaller, wanted: CreateKey, origin: Origin): Promise<CreatedKey> {
    const { tenant: tenantId, mode } = caller;
    const id = newId('key');
    const text = newKeyText({ kind: wanted.kind, mode, id });
    const key: StoredKey = {
      id,
      tenantId,
      mode,
      kind: wanted.kind,
      name: wanted.name,
      hash: hashSecret(text),
      origins: wanted.kind === 'publishable' ? wanted.origins : [],
      scopes: wanted.kind === 'secret' ? wanted.scopes : [],
      playerTokenKey:
        wanted.kind === 'secret' ? seal(this.config.masterKey, playerTokenKey(text).toString('base64'), id) : null,
      createdAt: this.clock.now(),
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    };
    await this.database.run(caller.scope, async (em) => {
      if ((await em.count(KeyEntity, { revokedAt: null })) >= MOST_KEYS) throw new ApiProblem('state_conflict');
      em.create(KeyEntity, key);
      const { kind, name, origins, scopes } = key;
      writeAudit(em, changeOf(caller, 'key.created', id, { kind, name, origins, scopes }), origin);
    });
    return { ...toKey(key), key: text };
  }

  /** Requests with it are refused from now on; sessions that it opened end with their next renewal. @throws ApiProblem `not_found` */
  async revoke(caller: MemberCaller, id: Id<'key'>, origin: Origin): Promise<void> {
    await this.database.run(caller.scope, async (em) => {
      const revoked = await em.nativeUpdate(KeyEntity, { id, revokedAt: null }, { revokedAt: this.clock.now() });
      if (revoked === 0) throw new ApiProblem('not_found');
      writeAudit(em, changeOf(caller, 'key.revoked', id), origin);
    });
  }
}

function changeOf({ tenant, mode, member }: MemberCaller, action: string, object: string, after?: unknown): Change {
  return { tenant, mode, actor: member, action, object, after };
}

function toKey({ id, mode, kind, name, origins, scopes, createdAt, lastUsedAt, expiresAt }: StoredKey): Key {
  return {
    id,
    mode,
    kind,
    name,
    origins,
    scopes,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
