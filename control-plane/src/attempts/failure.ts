import { mediaErrors, type FailAttempt } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Lookout } from '../analyses/lookout.ts';
import { failed, transition, triesOf, waiting } from '../analyses/transition.ts';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { AnalysisEntity, AttemptEntity } from '../database/entities/index.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import type { AttemptCaller } from '../identity/caller.ts';
import { Usage } from '../usage/usage.ts';
import { mine } from './attempts.ts';

/** The pause after the first failure; each further one is twice as long, up to the longest. */
const PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;

@Injectable()
export class AttemptFailure {
  constructor(
    private readonly database: Database,
    private readonly usage: Usage,
    private readonly lookout: Lookout,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** Told again, it changes nothing more. @throws ApiProblem `attempt_superseded` */
  async fail(caller: AttemptCaller, failure: FailAttempt): Promise<void> {
    await this.database.run(caller.scope, async (em) => {
      const attempt = await em.findOneOrFail(AttemptEntity, { id: caller.attempt });
      if (attempt.status === 'failed') return;
      const tries = triesOf(await em.findOneOrFail(AnalysisEntity, { id: caller.analysis }));
      const again = failure.retryable && tries < this.config.work.attempts;
      const isOurs = again ? await this.#tryAgain(em, caller, tries) : await this.#giveUp(em, caller, failure);
      if (!isOurs) throw new ApiProblem('attempt_superseded');
      const { code: errorCode, message: errorMessage } = failure;
      const change = { status: 'failed', errorCode, errorMessage, finishedAt: this.clock.now() } as const;
      await em.nativeUpdate(AttemptEntity, { id: caller.attempt }, change);
      await this.faults.reach('attempt.fail:before-commit');
    });
  }

  async #tryAgain(em: EntityManager, caller: AttemptCaller, tries: number): Promise<boolean> {
    const now = this.clock.now();
    const pauseMs = Math.min(PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
    const availableAt = new Date(now.getTime() + pauseMs);
    const analysis = await transition(em, mine(caller), waiting(availableAt, now), now);
    if (analysis === null) return false;
    await this.lookout.afterCommit(em, analysis, 'attempt.fail:after-commit');
    return true;
  }

  async #giveUp(em: EntityManager, caller: AttemptCaller, { code, message }: FailAttempt): Promise<boolean> {
    const now = this.clock.now();
    // Only what is wrong with the video is the player's to know.
    const isMedia = Object.hasOwn(mediaErrors, code);
    const analysis = await transition(em, mine(caller), failed(isMedia ? { code, message } : null, now), now);
    if (analysis === null) return false;
    await this.usage.release(em, analysis.id);
    return true;
  }
}
