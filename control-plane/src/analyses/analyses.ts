import type { AnalysisJob, Id, List, ListQuery } from '@shotform/contracts';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Database, type Scope } from '../database/database.ts';
import { AnalysisEntity, UploadEntity, type PoseModel, type StoredAnalysis } from '../database/entities/index.ts';
import { tellDeleted, tellUpdated } from '../events/event-log.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import type { SessionCaller } from '../identity/caller.ts';
import { newId } from '../identity/id.ts';
import { eraseSoon } from '../objects/erasures.ts';
import { analysisPrefix, ownerOf, uploadPrefix } from '../objects/keys.ts';
import { Usage } from '../usage/usage.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { Lookout } from './lookout.ts';
import { toJob } from './present.ts';
import { transition } from './transition.ts';

const unfinished = ['queued', 'running'] as const;

@Injectable()
export class Analyses {
  constructor(
    private readonly database: Database,
    private readonly usage: Usage,
    private readonly lookout: Lookout,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** @throws ApiProblem `not_found` of the upload, `state_conflict` where it is not complete, `limit_reached` */
  async create(
    caller: SessionCaller,
    { upload, model }: { upload: Id<'upload'>; model: PoseModel },
  ): Promise<AnalysisJob> {
    const now = this.clock.now();
    return this.database.run(caller.scope, async (em) => {
      // Shared: it cannot be deleted while we hang an analysis on it.
      const source = await em.findOne(UploadEntity, { id: upload }, { lockMode: LockMode.PESSIMISTIC_READ });
      if (source === null) throw new ApiProblem('not_found');
      if (source.status !== 'completed') throw new ApiProblem('state_conflict');
      const analysis = em.create(AnalysisEntity, {
        id: newId('analysis'),
        tenantId: caller.tenant,
        mode: caller.mode,
        playerId: caller.player,
        uploadId: upload,
        fileName: source.fileName,
        model,
        status: 'queued',
        stage: null,
        percent: 0,
        fence: 0,
        handedBack: 0,
        leaseUntil: null,
        availableAt: now,
        enqueuedAt: now,
        cancelRequestedAt: null,
        errorCode: null,
        errorMessage: null,
        errorRetryable: null,
        summary: null,
        resultFence: null,
        sourceSha256: null,
        createdAt: now,
        startedAt: null,
        finishedAt: null,
      });
      await em.flush();
      await this.usage.reserve(em, caller.scope, analysis);
      await tellUpdated(em, analysis, now);
      await this.lookout.afterCommit(em, analysis);
      await this.faults.reach('analysis.create:before-commit');
      return toJob(analysis);
    });
  }

  /** @throws ApiProblem `not_found` */
  async get(scope: Scope, id: Id<'analysis'>): Promise<AnalysisJob> {
    return toJob(await this.database.run(scope, (em) => findAnalysis(em, id)));
  }

  /** @throws ApiProblem `request_invalid` for a cursor that is none */
  async list(scope: Scope, { cursor, limit }: ListQuery): Promise<List<AnalysisJob>> {
    const before = cursor === undefined ? {} : { id: { $lt: readCursor(cursor) } };
    const rows = await this.database.run(scope, (em) =>
      em.find(AnalysisEntity, before, { orderBy: { id: 'desc' }, limit: limit + 1 }),
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { data: page.map(toJob), nextCursor: rows.length > limit && last ? writeCursor(last.id) : null };
  }

  /** Called off before, it answers the same. @throws ApiProblem `not_found`, `state_conflict` where it is finished */
  async cancel(scope: Scope, id: Id<'analysis'>): Promise<AnalysisJob> {
    const now = this.clock.now();
    return this.database.run(scope, async (em) => {
      const analysis = await findAnalysis(em, id, LockMode.PESSIMISTIC_WRITE);
      if (analysis.status === 'canceled') return toJob(analysis);
      const change = {
        status: 'canceled',
        stage: null,
        leaseUntil: null,
        cancelRequestedAt: now,
        finishedAt: now,
      } as const;
      const canceled = isUnfinished(analysis)
        ? await transition(em, { id, status: analysis.status }, change, now)
        : null;
      if (canceled === null) throw new ApiProblem('state_conflict');
      await this.usage.release(em, id);
      const owner = ownerOf(canceled);
      eraseSoon(em, { owner, prefix: analysisPrefix(owner, id) }, now);
      return toJob(canceled);
    });
  }

  /** With its results, and its video where no other analysis is of it. A running attempt finds nothing to report to. */
  async remove(scope: Scope, id: Id<'analysis'>): Promise<void> {
    const now = this.clock.now();
    await this.database.run(scope, async (em) => {
      const analysis = await findAnalysis(em, id, LockMode.PESSIMISTIC_WRITE);
      const owner = ownerOf(analysis);
      const { uploadId } = analysis;
      const upload = await em.findOneOrFail(UploadEntity, { id: uploadId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      await tellDeleted(em, analysis, now);
      eraseSoon(em, { owner, prefix: analysisPrefix(owner, id), analysis: id }, now);
      await em.nativeDelete(AnalysisEntity, { id });
      if ((await em.count(AnalysisEntity, { uploadId })) > 0) return;
      eraseSoon(em, { owner, prefix: uploadPrefix(owner, uploadId) }, now);
      em.remove(upload);
    });
  }
}

/** @throws ApiProblem `not_found` */
export async function findAnalysis(
  em: EntityManager,
  id: Id<'analysis'>,
  lockMode = LockMode.NONE,
): Promise<StoredAnalysis> {
  const analysis = await em.findOne(AnalysisEntity, { id }, { lockMode });
  if (analysis === null) throw new ApiProblem('not_found');
  return analysis;
}

function isUnfinished({ status }: StoredAnalysis): boolean {
  return unfinished.some((each) => each === status);
}
