/** Sends a video through a running control plane and its workers, as the widget would, from a terminal. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { ShotformError, type AnalysisJob, type Results } from '@shotform/contracts';
import { createShotform, type Fetch, type UploadProgress } from '@shotform/sdk';
import { summary } from '../cli/summary.ts';
import type { PoseModel } from '../engine.ts';

export interface ThroughStackOptions {
  /** Where the API is. */
  api: string;
  publishableKey: string;
  /** The page that the key is listed for: what a browser would send as Origin. */
  siteOrigin: string;
  /** `full` where it is not given. */
  model?: PoseModel;
  onUpload?: (progress: UploadProgress) => void;
  onAnalysis?: (analysis: AnalysisJob) => void;
  signal?: AbortSignal;
}

export interface ThroughStack {
  results: Results;
  /** The report as `shotform analyze` prints it. */
  table: string;
}

/**
 * Uploads the file as a new anonymous player, waits for its analysis and gives the report.
 * Errors: `file_unreadable`; those of the SDK; `internal` with the analysis' own code where it failed.
 */
export async function analyzeThroughStack(video: string, options: ThroughStackOptions): Promise<ThroughStack> {
  const { api, publishableKey, siteOrigin, model = 'full', onUpload, onAnalysis, signal } = options;
  const file = await fileOf(video);
  const shotform = createShotform({ apiBase: api, publishableKey, fetch: fromPage(siteOrigin) });
  const stop = signal && { signal };
  const upload = await shotform.uploads.start(file, { ...(onUpload && { onProgress: onUpload }), ...stop }).done;
  const { id } = await shotform.analyses.create({ upload: upload.id, model }, { ...stop });
  const job = await shotform.analyses.wait(id, { ...(onAnalysis && { onUpdate: onAnalysis }), ...stop });
  if (job.status !== 'succeeded') {
    throw new ShotformError('internal', `${job.error?.code ?? job.status}: ${job.error?.message ?? ''}`.trim());
  }
  const results = await shotform.analyses.results(id, { ...stop });
  const table = summary(results.report, { file: video, out: null, written: [], cwd: process.cwd() });
  return { results, table };
}

async function fileOf(video: string): Promise<File> {
  try {
    return new File([await openAsBlob(video)], basename(video));
  } catch (cause) {
    throw new ShotformError('file_unreadable', video, { cause });
  }
}

/** A `fetch` whose requests say that they come from this page, as a browser's do by themselves. */
export function fromPage(origin: string): Fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', origin);
    return fetch(input, { ...init, headers });
  };
}
