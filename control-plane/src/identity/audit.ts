import type { Id, Mode } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { AuditEntryEntity } from '../database/entities/index.ts';
import { stateOf } from '../http/request.ts';

/** Where a change came from. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
  requestId: string;
}

export interface Change {
  tenant: Id<'tenant'>;
  mode?: Mode;
  player?: Id<'player'>;
  /** Who did it: a member, a key, a session. */
  actor: string;
  /** `member.signed_in`: the kind of object and what was done, past tense. */
  action: string;
  object: string;
  before?: unknown;
  after?: unknown;
}

export function originOf(request: Request): Origin {
  const userAgent = request.headers['user-agent'] ?? null;
  return { ip: request.ip ?? null, userAgent, requestId: stateOf(request).requestId };
}

/** Adds to the audit log, in the transaction of the change itself: there is not the one without the other. */
export function writeAudit(em: EntityManager, change: Change, origin: Origin): void {
  em.create(AuditEntryEntity, {
    tenantId: change.tenant,
    mode: change.mode ?? null,
    playerId: change.player ?? null,
    actor: change.actor,
    action: change.action,
    object: change.object,
    before: change.before ?? null,
    after: change.after ?? null,
    ...origin,
  });
}
