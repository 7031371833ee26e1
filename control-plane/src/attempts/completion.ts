import { createHash } from 'node:crypto';
import { outputNames, reportSchema, type CompleteAttempt, type Id, type Report } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { summaryOf } from '../analyses/present.ts';
import { transition } from '../analyses/transition.ts';
import { Clock } from '../config/clock.ts';
import { Database } from '../database/database.ts';
import { AnalysisEntity, AttemptEntity, ReportEntity, type StoredAnalysis } from '../database/entities/index.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import type { AttemptCaller } from '../identity/caller.ts';
import { eraseSoon } from '../objects/erasures.ts';
import { attemptPrefix, outputKey, ownerOf } from '../objects/keys.ts';
import { ObjectStore, ObjectStoreError, readWhole } from '../objects/store.ts';
import { Usage } from '../usage/usage.ts';
import { mine } from './attempts.ts';

/** A report of ten minutes of video is a few MB. */
const REPORT_LIMIT_BYTES = 64 * 1024 * 1024;

/** From stored outputs to results: checked first, then report, usage and event in one transaction. */
@Injectable()
export class AttemptCompletion {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly usage: Usage,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** Asked again after it was done, it answers the same. @throws ApiProblem `attempt_superseded`, `upload_mismatch` */
  async complete(caller: AttemptCaller, body: CompleteAttempt): Promise<void> {
    if (await this.#isDone(caller)) return;
    const report = await this.#readOutputs(caller, body.outputs);
    await this.faults.reach('attempt.complete:before-transaction');
    const done = await this.database.run(caller.scope, (em) => this.#save(em, caller, body, report));
    await this.faults.reach('attempt.complete:after-commit');
    // Two calls of the same attempt at once: the other one did it.
    if (!done && !(await this.#isDone(caller))) throw new ApiProblem('attempt_superseded');
  }

  /** Whether these very results stand. @throws ApiProblem `attempt_superseded` where they are not wanted any more */
  async #isDone({ scope, analysis, fence }: AttemptCaller): Promise<boolean> {
    const row = await this.database.run(scope, (em) => em.findOne(AnalysisEntity, { id: analysis }));
    if (row?.resultFence === fence) return true;
    if (row?.status !== 'running' || row.fence !== fence) throw new ApiProblem('attempt_superseded');
    return false;
  }

  async #readOutputs(caller: AttemptCaller, outputs: CompleteAttempt['outputs']): Promise<Report> {
    const owner = caller;
    const keyOf = (name: (typeof outputNames)[number]): string => outputKey(owner, caller.analysis, caller.fence, name);
    for (const name of outputNames) {
      const stored = await this.store.head(keyOf(name));
      if (stored?.bytes !== outputs[name].bytes) throw mismatch(`${name} is not there as it was announced.`);
    }
    const { bytes, sha256 } = outputs['report.json'];
    if (bytes > REPORT_LIMIT_BYTES) throw mismatch('report.json is too large.');
    const document = await this.#read(keyOf('report.json'));
    if (createHash('sha256').update(document).digest('base64') !== sha256)
      throw mismatch('report.json has another checksum.');
    return parseReport(document);
  }

  async #read(key: string): Promise<Buffer> {
    try {
      return await readWhole(this.store, key);
    } catch (error) {
      if (error instanceof ObjectStoreError) throw mismatch('report.json is gone.');
      throw error;
    }
  }

  /** @returns whether the analysis was still this attempt's. */
  async #save(em: EntityManager, caller: AttemptCaller, body: CompleteAttempt, document: Report): Promise<boolean> {
    const now = this.clock.now();
    const change = {
      status: 'succeeded',
      stage: null,
      percent: 100,
      leaseUntil: null,
      resultFence: caller.fence,
      sourceSha256: body.sourceSha256,
      summary: summaryOf(document),
      finishedAt: now,
    } as const;
    const analysis = await transition(em, mine(caller), change, now);
    if (analysis === null) return false;
    await em.nativeUpdate(AttemptEntity, { id: caller.attempt }, { status: 'succeeded', finishedAt: now });
    await saveReport(em, analysis, caller.attempt, document, body.outputs);
    await this.usage.commit(em, analysis);
    for (let fence = 1; fence < caller.fence; fence++) {
      const owner = ownerOf(analysis);
      eraseSoon(em, { owner, prefix: attemptPrefix(owner, analysis.id, fence) }, now);
    }
    await em.flush();
    await this.faults.reach('attempt.complete:before-commit');
    return true;
  }
}

async function saveReport(
  em: EntityManager,
  { id, tenantId, mode, playerId }: StoredAnalysis,
  attemptId: Id<'attempt'>,
  document: Report,
  outputs: CompleteAttempt['outputs'],
): Promise<void> {
  await em.insert(ReportEntity, { analysisId: id, tenantId, mode, playerId, attemptId, document, outputs });
}

function parseReport(document: Buffer): Report {
  let json: unknown;
  try {
    json = JSON.parse(document.toString());
  } catch {
    throw mismatch('report.json is not JSON.');
  }
  const parsed = reportSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw mismatch(`report.json is not a report: ${issue?.path.join('.')}: ${issue?.message}`);
}

function mismatch(detail: string): ApiProblem {
  return new ApiProblem('upload_mismatch', { detail });
}
