import type { Baseline, Claim, Id, OutputName } from '@shotform/contracts';
import { outputNames } from '@shotform/contracts';
import { raw } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import {
  AnalysisEntity,
  AttemptEntity,
  UploadEntity,
  type StoredAnalysis,
  type StoredUpload,
} from '../database/entities/index.ts';
import { tellUpdated } from '../events/event-log.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import { ATTEMPT_TOKEN_PREFIX } from '../identity/authenticator.ts';
import { newId } from '../identity/id.ts';
import { hashSecret, newSecret } from '../identity/secret-text.ts';
import { WRITE_SECONDS } from '../objects/erasures.ts';
import { outputContentTypes, outputKey, ownerOf } from '../objects/keys.ts';
import { ObjectStore } from '../objects/store.ts';
import { baselineBefore } from './baseline.ts';

interface Claimed {
  analysis: StoredAnalysis;
  upload: StoredUpload;
  attempt: Id<'attempt'>;
  token: string;
}

/** How a worker comes by an analysis: one of all that ask, with a fence above all before. */
@Injectable()
export class Claims {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** @throws ApiProblem `not_found`, `state_conflict` where there is nothing to do (any more, or yet) */
  async claim(id: Id<'analysis'>, worker: string): Promise<Claim> {
    const claimed = await this.#take(id, worker);
    await this.faults.reach('attempt.claim:after-commit');
    return this.#answer(claimed, await this.#baseline(claimed.analysis));
  }

  /** Within the player's walls: nobody else's shots count. */
  #baseline(analysis: StoredAnalysis): Promise<Baseline> {
    const { tenantId: tenant, mode, playerId: player } = analysis;
    return this.database.run({ tenant, mode, player }, (em) => baselineBefore(em, analysis));
  }

  async #take(id: Id<'analysis'>, worker: string): Promise<Claimed> {
    const now = this.clock.now();
    const leaseUntil = new Date(now.getTime() + this.config.work.leaseSeconds * 1000);
    return this.database.system(async (em) => {
      const free = {
        id,
        status: 'queued',
        availableAt: { $lte: now },
        [raw('fence - handed_back')]: { $lt: this.config.work.attempts },
      } as const;
      const change = {
        status: 'running',
        fence: raw('fence + 1'),
        leaseUntil,
        startedAt: raw('coalesce(started_at, ?)', [now]),
      } as const;
      const taken = await em.nativeUpdate(AnalysisEntity, free, change);
      const analysis = await em.findOne(AnalysisEntity, { id });
      if (analysis === null) throw new ApiProblem('not_found');
      if (taken === 0) throw new ApiProblem('state_conflict');
      const token = newSecret(ATTEMPT_TOKEN_PREFIX);
      const attempt = em.create(AttemptEntity, {
        id: newId('attempt'),
        tenantId: analysis.tenantId,
        mode: analysis.mode,
        playerId: analysis.playerId,
        analysisId: id,
        fence: analysis.fence,
        worker,
        status: 'running',
        tokenHash: hashSecret(token),
        errorCode: null,
        errorMessage: null,
        claimedAt: now,
        beatAt: now,
        finishedAt: null,
      });
      await em.flush();
      await tellUpdated(em, analysis, now);
      const upload = await em.findOneOrFail(UploadEntity, { id: analysis.uploadId });
      await this.faults.reach('attempt.claim:before-commit');
      return { analysis, upload, attempt: attempt.id, token };
    });
  }

  async #answer({ analysis, upload, attempt, token }: Claimed, baseline: Baseline): Promise<Claim> {
    const { id, fence, model } = analysis;
    const { fileName, bytes, contentType, objectKey } = upload;
    const download = { contentType: contentType ?? 'application/octet-stream', fileName, secondsValid: WRITE_SECONDS };
    const source = await this.store.signGet(objectKey, download);
    const { leaseSeconds, beatSeconds } = this.config.work;
    return {
      analysis: id,
      attempt,
      fence,
      token,
      leaseSeconds,
      beatSeconds,
      model,
      limits: this.config.limits,
      baseline,
      source: { url: source.url, bytes, fileName },
      outputs: await this.#outputs(analysis),
    };
  }

  async #outputs(analysis: StoredAnalysis): Promise<Claim['outputs']> {
    const sign = async (name: OutputName): Promise<[OutputName, Claim['outputs'][OutputName]]> => {
      const key = outputKey(ownerOf(analysis), analysis.id, analysis.fence, name);
      const { url, headers } = await this.store.signPut(key, outputContentTypes[name], WRITE_SECONDS);
      return [name, { url, headers }];
    };
    return Object.fromEntries(await Promise.all(outputNames.map(sign))) as Claim['outputs'];
  }
}
