import { Injectable } from '@nestjs/common';
import { Lookout } from '../analyses/lookout.ts';
import { failed, transition, triesOf, waiting } from '../analyses/transition.ts';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { AnalysisEntity, AttemptEntity, type StoredAnalysis } from '../database/entities/index.ts';
import { Faults } from '../faults/faults.ts';
import { AnalysisQueue } from '../queue/analysis-queue.ts';
import { Usage } from '../usage/usage.ts';

/** So many in one round; what is left comes with the next. */
const BATCH = 100;

/** Brings back what was lost: attempts whose workers fell silent, and looks that the queue has forgotten. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly database: Database,
    private readonly queue: AnalysisQueue,
    private readonly lookout: Lookout,
    private readonly usage: Usage,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** Attempts past their lease: tried again by another, up to the limit. @returns how many there were. */
  async endSilentAttempts(): Promise<number> {
    const now = this.clock.now();
    const silent = await this.database.system((em) =>
      em.find(
        AnalysisEntity,
        { status: 'running', leaseUntil: { $lt: now } },
        { limit: BATCH, orderBy: { leaseUntil: 'asc' } },
      ),
    );
    // Each in a transaction of its own: one that fails, or dies, holds up no other.
    for (const analysis of silent) await this.#endAttempt(analysis);
    return silent.length;
  }

  /** Analyses that wait, but that no worker will be sent to. @returns how many there were. */
  async findLost(): Promise<number> {
    // Half a lease is more than a worker takes from a look to a claim.
    const before = new Date(this.clock.now().getTime() - this.config.work.leaseSeconds * 500);
    const due = { status: 'queued', enqueuedAt: { $lt: before }, availableAt: { $lt: before } } as const;
    const count = await this.database.system((em) => em.count(AnalysisEntity, due));
    // As many looks as analyses: none is lost. The queue is read through only where that is not so.
    if (count === 0 || (await this.queue.pendingCount()) >= count) return 0;
    const pending = await this.queue.pending();
    const waitingRows = await this.database.system((em) => em.find(AnalysisEntity, due, { orderBy: { id: 'asc' } }));
    const lost = waitingRows.filter(({ id }) => !pending.has(id)).slice(0, BATCH);
    for (const analysis of lost) await this.#lookAgain(analysis);
    return lost.length;
  }

  async #endAttempt(silent: StoredAnalysis): Promise<void> {
    const { id, fence, leaseUntil } = silent;
    const now = this.clock.now();
    const look = await this.database.system(async (em) => {
      // With its lease: a beat that came in between has saved it.
      const guard = { id, fence, status: 'running', leaseUntil } as const;
      const isLast = triesOf(silent) >= this.config.work.attempts;
      const analysis = await transition(em, guard, isLast ? failed(null, now) : waiting(now, now), now);
      if (analysis === null) return null;
      const attempt = { analysisId: id, fence };
      await em.nativeUpdate(AttemptEntity, attempt, {
        status: 'superseded',
        finishedAt: now,
        errorCode: 'lease_expired',
      });
      if (isLast) await this.usage.release(em, id);
      await this.faults.reach('reconciler.requeue:before-commit');
      return isLast ? null : this.lookout.lookAt(em, analysis);
    });
    await this.faults.reach('reconciler.requeue:after-commit');
    if (look) await this.queue.look(look);
  }

  async #lookAgain(analysis: StoredAnalysis): Promise<void> {
    const now = this.clock.now();
    const look = await this.database.system(async (em) => {
      const guard = { id: analysis.id, status: 'queued' } as const;
      const isWaiting = await em.nativeUpdate(AnalysisEntity, guard, { enqueuedAt: now });
      return isWaiting > 0 ? this.lookout.lookAt(em, analysis) : null;
    });
    if (look) await this.queue.look(look);
  }
}
