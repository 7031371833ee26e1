import type { RawQueryFragment } from '@mikro-orm/core';
import { errorMessages } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AnalysisEntity, type StoredAnalysis } from '../database/entities/index.ts';
import { tellUpdated } from '../events/event-log.ts';

/** What must still hold of the row for the change to be made. */
export type Guard = Pick<StoredAnalysis, 'id' | 'status'> & Partial<Pick<StoredAnalysis, 'fence' | 'leaseUntil'>>;
export type Change = {
  [Column in keyof Omit<StoredAnalysis, 'id' | 'tenantId' | 'mode' | 'playerId'>]?:
    StoredAnalysis[Column] | RawQueryFragment;
};

/**
 * One guarded UPDATE, and the event that tells of it: two who try at once cannot both succeed.
 * @returns the row as it is now; `null` where the guard did not hold, and nothing was changed.
 */
export async function transition(
  em: EntityManager,
  guard: Guard,
  change: Change,
  at: Date,
): Promise<StoredAnalysis | null> {
  if ((await em.nativeUpdate(AnalysisEntity, guard, change)) === 0) return null;
  const analysis = await em.findOneOrFail(AnalysisEntity, { id: guard.id }, { refresh: true });
  await tellUpdated(em, analysis, at);
  return analysis;
}

/** How often it was tried. What a worker handed back because it was told to stop is not the analysis' doing. */
export function triesOf({ fence, handedBack }: Pick<StoredAnalysis, 'fence' | 'handedBack'>): number {
  return fence - handedBack;
}

/** What a row has that waits for a worker. */
export function waiting(availableAt: Date, now: Date): Change {
  return { status: 'queued', stage: null, percent: 0, leaseUntil: null, availableAt, enqueuedAt: now };
}

/** What a row has that failed. `null`: the fault is ours, and the player may try the same again. */
export function failed(error: { code: string; message: string } | null, now: Date): Change {
  return {
    status: 'failed',
    stage: null,
    leaseUntil: null,
    errorCode: error?.code ?? 'internal',
    errorMessage: error?.message ?? errorMessages.internal,
    errorRetryable: error === null,
    finishedAt: now,
  };
}
