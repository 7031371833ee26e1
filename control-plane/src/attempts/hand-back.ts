import { raw } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Lookout } from '../analyses/lookout.ts';
import { transition, waiting } from '../analyses/transition.ts';
import { Clock } from '../config/clock.ts';
import { Database } from '../database/database.ts';
import { AttemptEntity } from '../database/entities/index.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import type { AttemptCaller } from '../identity/caller.ts';
import { mine } from './attempts.ts';

const HANDED_BACK = 'handed_back';

/** A worker that is told to stop gives up what it cannot finish: another takes it at once, and it counts as no try. */
@Injectable()
export class AttemptHandBack {
  constructor(
    private readonly database: Database,
    private readonly lookout: Lookout,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** Told again, it changes nothing more. @throws ApiProblem `attempt_superseded` */
  async handBack(caller: AttemptCaller): Promise<void> {
    const now = this.clock.now();
    await this.database.run(caller.scope, async (em) => {
      const attempt = await em.findOneOrFail(AttemptEntity, { id: caller.attempt });
      if (attempt.errorCode === HANDED_BACK) return;
      const change = { ...waiting(now, now), handedBack: raw('handed_back + 1') };
      const analysis = await transition(em, mine(caller), change, now);
      if (analysis === null) throw new ApiProblem('attempt_superseded');
      const ended = { status: 'superseded', errorCode: HANDED_BACK, finishedAt: now } as const;
      await em.nativeUpdate(AttemptEntity, { id: caller.attempt }, ended);
      await this.lookout.afterCommit(em, analysis, 'attempt.hand-back:after-commit');
      await this.faults.reach('attempt.hand-back:before-commit');
    });
  }
}
