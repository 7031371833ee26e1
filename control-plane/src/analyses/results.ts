import type { Id, OutputName, Results, SignedFile } from '@shotform/contracts';
import { Injectable } from '@nestjs/common';
import { Database, type Scope } from '../database/database.ts';
import {
  ReportEntity,
  UploadEntity,
  type StoredAnalysis,
  type StoredReport,
  type StoredUpload,
} from '../database/entities/index.ts';
import { ApiProblem } from '../http/problem.ts';
import { outputContentTypes, outputKey, ownerOf } from '../objects/keys.ts';
import { ObjectStore } from '../objects/store.ts';
import { findAnalysis } from './analyses.ts';

/** How long a page may show a video before it asks for a new address. */
const RESULT_SECONDS = 3600;

@Injectable()
export class AnalysisResults {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
  ) {}

  /** @throws ApiProblem `not_found`, `state_conflict` where it has not succeeded */
  async of(scope: Scope, id: Id<'analysis'>): Promise<Results> {
    const { analysis, report, upload } = await this.database.run(scope, async (em) => {
      const analysis = await findAnalysis(em, id);
      if (analysis.status !== 'succeeded') throw new ApiProblem('state_conflict');
      const report = await em.findOneOrFail(ReportEntity, { analysisId: id });
      return { analysis, report, upload: await em.findOneOrFail(UploadEntity, { id: analysis.uploadId }) };
    });
    const output = (name: OutputName): Promise<SignedFile> => this.#output(analysis, report, name);
    return {
      analysis: id,
      report: report.document,
      files: {
        source: await this.#source(upload),
        annotated: await output('annotated.mp4'),
        poster: await output('poster.jpg'),
        tracks: await output('tracks.json.gz'),
      },
    };
  }

  async #source({ objectKey, fileName, contentType, bytes }: StoredUpload): Promise<SignedFile> {
    return this.#sign(objectKey, fileName, contentType ?? 'application/octet-stream', bytes);
  }

  async #output(analysis: StoredAnalysis, { outputs }: StoredReport, name: OutputName): Promise<SignedFile> {
    const { id, resultFence } = analysis;
    if (resultFence === null) throw new Error(`analysis ${id} has succeeded without a result`);
    const key = outputKey(ownerOf(analysis), id, resultFence, name);
    return this.#sign(key, name, outputContentTypes[name], outputs[name].bytes);
  }

  async #sign(key: string, fileName: string, contentType: string, bytes: number): Promise<SignedFile> {
    const { url, expiresAt } = await this.store.signGet(key, { contentType, fileName, secondsValid: RESULT_SECONDS });
    return { url, contentType, bytes, expiresAt: expiresAt.toISOString() };
  }
}
