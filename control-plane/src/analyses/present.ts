import type { AnalysisJob, AnalysisSummary, Report } from '@shotform/contracts';
import type { StoredAnalysis } from '../database/entities/index.ts';

/** The analysis as the API tells it. */
export function toJob(row: StoredAnalysis): AnalysisJob {
  const { errorCode, errorMessage, errorRetryable } = row;
  return {
    id: row.id,
    mode: row.mode,
    player: row.playerId,
    upload: row.uploadId,
    fileName: row.fileName,
    model: row.model,
    status: row.status,
    stage: row.stage,
    percent: row.percent,
    error:
      errorCode === null ? null : { code: errorCode, message: errorMessage ?? '', retryable: errorRetryable ?? false },
    summary: row.summary,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** What a list shows of a report. */
export function summaryOf({ session, video }: Report): AnalysisSummary {
  const { shots, made, missed, form } = session;
  return { shots, made, missed, form: form.value, durationSeconds: video.durationSeconds };
}
