import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { asTenant } from '../database/as-tenant.ts';
import { Database } from '../database/database.ts';
import { AnalysisEntity, type StoredAnalysis } from '../database/entities/index.ts';
import { type FaultPoint, Faults } from '../faults/faults.ts';
import { AnalysisQueue, type Look } from '../queue/analysis-queue.ts';

/** Sends workers to where something is to be done, fairly among tenants. */
@Injectable()
export class Lookout {
  constructor(
    private readonly database: Database,
    private readonly queue: AnalysisQueue,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** In the scope's transaction in which the analysis was queued: a worker is told once that is committed. */
  async afterCommit(
    em: EntityManager,
    analysis: StoredAnalysis,
    point: FaultPoint = 'analysis.create:after-commit',
  ): Promise<void> {
    const look = await this.lookAt(em, analysis);
    this.database.afterCommit(() => void this.faults.reach(point).then(() => this.queue.lookSoon(look)));
  }

  /** What to tell the queue. */
  async lookAt(em: EntityManager, { id, tenantId, mode, playerId, availableAt }: StoredAnalysis): Promise<Look> {
    const earlier = { tenantId, mode, status: { $in: ['queued', 'running'] as const }, id: { $lt: id } };
    const before = await asTenant(em, playerId, () => em.count(AnalysisEntity, earlier));
    return { analysis: id, before, delayMs: Math.max(0, availableAt.getTime() - this.clock.now().getTime()) };
  }
}
