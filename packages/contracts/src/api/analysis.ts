/** Analyses: the job, from what was uploaded to its report. */
import { z } from 'zod';
import { reportSchema } from '../report.ts';
import { idSchema, listSchema, modeSchema, timestampSchema } from './ids.ts';

export const analysisStatusSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled']);
export const analysisStageSchema = z.enum(['download', 'probe', 'vision', 'analysis', 'annotate', 'store']);
export const poseModelSchema = z.enum(['lite', 'full', 'heavy']);

/** `POST /v1/analyses`, with an Idempotency-Key: 202. One analysis a upload and key. */
export const createAnalysisSchema = z.strictObject({
  upload: idSchema('upload'),
  model: poseModelSchema.default('full'),
});

/** Why an analysis failed: a code of `errorMessages`, and its message for the player. */
export const analysisErrorSchema = z.strictObject({ code: z.string(), message: z.string(), retryable: z.boolean() });

/** What a list shows of the report. */
export const analysisSummarySchema = z.strictObject({
  shots: z.int().min(0),
  made: z.int().min(0),
  missed: z.int().min(0),
  form: z.number().min(0).max(100).nullable(),
  durationSeconds: z.number().min(0),
});

export const analysisSchema = z.strictObject({
  id: idSchema('analysis'),
  mode: modeSchema,
  player: idSchema('player'),
  upload: idSchema('upload'),
  fileName: z.string(),
  model: poseModelSchema,
  status: analysisStatusSchema,
  /** Where the running attempt is; `null` where none runs. */
  stage: analysisStageSchema.nullable(),
  /** Of all its work, 0-100. Never falls within an attempt. */
  percent: z.number().min(0).max(100),
  error: analysisErrorSchema.nullable(),
  summary: analysisSummarySchema.nullable(),
  createdAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  finishedAt: timestampSchema.nullable(),
});
export const analysisListSchema = listSchema(analysisSchema);

export const signedFileSchema = z.strictObject({
  url: z.string(),
  contentType: z.string(),
  bytes: z.int().min(0),
  expiresAt: timestampSchema,
});

/** `GET /v1/analyses/{id}/results`, once it has succeeded. The addresses are on the files' origin and expire. */
export const resultsSchema = z.strictObject({
  analysis: idSchema('analysis'),
  report: reportSchema,
  files: z.strictObject({
    source: signedFileSchema,
    annotated: signedFileSchema,
    poster: signedFileSchema,
    tracks: signedFileSchema,
  }),
});

export type AnalysisStatus = z.infer<typeof analysisStatusSchema>;
export type AnalysisStage = z.infer<typeof analysisStageSchema>;
export type CreateAnalysis = z.input<typeof createAnalysisSchema>;
export type AnalysisError = z.infer<typeof analysisErrorSchema>;
export type AnalysisSummary = z.infer<typeof analysisSummarySchema>;
/** The job. (`Analysis` of the engine is its outcome.) */
export type AnalysisJob = z.infer<typeof analysisSchema>;
export type SignedFile = z.infer<typeof signedFileSchema>;
export type Results = z.infer<typeof resultsSchema>;
