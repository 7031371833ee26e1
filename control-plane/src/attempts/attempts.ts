import type { AttemptProgress, Beat } from '@shotform/contracts';
import { raw } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { AnalysisEntity, AttemptEntity } from '../database/entities/index.ts';
import { tellUpdated } from '../events/event-log.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import type { AttemptCaller } from '../identity/caller.ts';

/** What a running attempt says while it works. A lower fence, or one whose lease was taken from it, changes nothing. */
@Injectable()
export class Attempts {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** @throws ApiProblem `attempt_superseded` */
  async beat(caller: AttemptCaller): Promise<Beat> {
    const now = this.clock.now();
    const leaseUntil = new Date(now.getTime() + this.config.work.leaseSeconds * 1000);
    const state = await this.database.run(caller.scope, async (em) => {
      // The analysis first, as everywhere: two transactions that lock both in different orders would wait for each other.
      const extended = await em.nativeUpdate(AnalysisEntity, mine(caller), { leaseUntil });
      // Also where the work is refused: whether a worker lives is worth knowing.
      await em.nativeUpdate(AttemptEntity, { id: caller.attempt }, { beatAt: now });
      if (extended > 0) return 'extended';
      const { analysis: id, fence } = caller;
      return (await em.count(AnalysisEntity, { id, fence, status: 'canceled' })) > 0 ? 'canceled' : 'superseded';
    });
    await this.faults.reach('attempt.beat:after-commit');
    if (state === 'superseded') throw new ApiProblem('attempt_superseded');
    const canceled = state === 'canceled';
    return { leaseUntil: (canceled ? now : leaseUntil).toISOString(), canceled };
  }

  /** Progress never falls within an attempt. @throws ApiProblem `attempt_superseded` */
  async progress(caller: AttemptCaller, { stage, percent }: AttemptProgress): Promise<void> {
    const now = this.clock.now();
    await this.database.run(caller.scope, async (em) => {
      const change = { stage, percent: raw('greatest(percent, ?::double precision)', [percent]) };
      if ((await em.nativeUpdate(AnalysisEntity, mine(caller), change)) === 0)
        throw new ApiProblem('attempt_superseded');
      await tellUpdated(em, await em.findOneOrFail(AnalysisEntity, { id: caller.analysis }), now);
      await this.faults.reach('attempt.progress:before-commit');
    });
  }
}

/** The analysis, as long as this attempt has it. */
export function mine({ analysis, fence }: AttemptCaller) {
  return { id: analysis, fence, status: 'running' } as const;
}
