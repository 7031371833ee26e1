import type { Id } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ErasureEntity } from '../database/entities/index.ts';
import type { ObjectOwner } from './keys.ts';

/** How long the longest-lived address to write below a player's prefix is good. Until then something can still arrive. */
export const WRITE_SECONDS = 6 * 3600;

export interface ErasureRequest {
  owner: ObjectOwner;
  prefix: string;
  /** Where all of an analysis goes: its events, too. */
  analysis?: Id<'analysis'>;
}

/** Writes down, with the change that calls for it, that the prefix is to be emptied: at once, and when no address is good any more. */
export function eraseSoon(em: EntityManager, { owner, prefix, analysis }: ErasureRequest, now: Date): void {
  for (const dueAt of [now, new Date(now.getTime() + WRITE_SECONDS * 1000)]) {
    em.create(ErasureEntity, {
      tenantId: owner.tenant,
      mode: owner.mode,
      playerId: owner.player,
      prefix,
      analysisId: analysis ?? null,
      dueAt,
      createdAt: now,
    });
  }
}
