import type { Id, LiveEvent } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoredAnalysis } from '../database/entities/index.ts';
import { toJob } from '../analyses/present.ts';

/** Where `tell_event` announces a new event; the payload is its tenant. */
export const EVENTS_CHANNEL = 'shotform_events';

/** Tells an analysis's followers how it stands now; in the transaction of the change. */
export function tellUpdated(em: EntityManager, analysis: StoredAnalysis, at: Date): Promise<void> {
  return append(em, analysis, { type: 'analysis.updated', at: at.toISOString(), analysis: toJob(analysis) });
}

/** Tells its followers that the analysis is gone; in the transaction that deletes it. */
export function tellDeleted(em: EntityManager, analysis: StoredAnalysis, at: Date): Promise<void> {
  const id: Id<'analysis'> = analysis.id;
  return append(em, analysis, { type: 'analysis.deleted', at: at.toISOString(), analysis: { id } });
}

async function append(
  em: EntityManager,
  { tenantId, mode, playerId }: StoredAnalysis,
  event: LiveEvent,
): Promise<void> {
  await em.execute('SELECT tell_event(?, ?, ?, ?::jsonb)', [tenantId, mode, playerId, JSON.stringify(event)]);
}
