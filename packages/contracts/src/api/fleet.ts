/** What workers say to the control plane. `/internal/v1`, never open to the outside. */
import { z } from 'zod';
import { baselineSchema } from '../baseline.ts';
import { mediaLimitsSchema } from '../limits.ts';
import { analysisStageSchema, poseModelSchema } from './analysis.ts';
import { idSchema, timestampSchema } from './ids.ts';
import { sha256Schema } from './upload.ts';

/** The queue's only job: it says "look", and is never the truth. */
export const ANALYSES_QUEUE = 'analyses';
export const lookJobSchema = z.strictObject({ analysis: idSchema('analysis') });

export const outputNames = ['report.json', 'tracks.json.gz', 'annotated.mp4', 'poster.jpg'] as const;
export const outputNameSchema = z.enum(outputNames);

/** `POST /internal/v1/analyses/{id}/claim` with the fleet's token. 409 `state_conflict` where there is nothing to do. */
export const claimRequestSchema = z.strictObject({
  /** Names the worker in logs and on the attempt. */
  worker: z.string().min(1).max(100),
});

export const signedPutSchema = z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()) });

export const claimSchema = z.strictObject({
  analysis: idSchema('analysis'),
  attempt: idSchema('attempt'),
  fence: z.int().min(1),
  /** For every later call about this attempt. */
  token: z.string(),
  leaseSeconds: z.number().positive(),
  beatSeconds: z.number().positive(),
  model: poseModelSchema,
  limits: mediaLimitsSchema,
  /** Of the player's earlier analyses; empty where there are none. */
  baseline: baselineSchema,
  source: z.strictObject({ url: z.string(), bytes: z.int().positive(), fileName: z.string() }),
  outputs: z.record(outputNameSchema, signedPutSchema),
});

/** `POST /internal/v1/attempts/{id}/beat`, no body: extends the lease. 409 `attempt_superseded` ends the work. */
export const beatSchema = z.strictObject({
  leaseUntil: timestampSchema,
  /** The player or the tenant called it off: stop. */
  canceled: z.boolean(),
});

/** `POST /internal/v1/attempts/{id}/progress` */
export const progressSchema = z.strictObject({ stage: analysisStageSchema, percent: z.number().min(0).max(100) });

/** `POST /internal/v1/attempts/{id}/complete`: everything is stored; the report is read from the store and checked. */
export const completeAttemptSchema = z.strictObject({
  /** Of the source, hashed while it was downloaded. */
  sourceSha256: sha256Schema,
  outputs: z.record(outputNameSchema, z.strictObject({ bytes: z.int().min(0), sha256: sha256Schema })),
});

/** `POST /internal/v1/attempts/{id}/fail`. A retryable failure is tried again by the reconciler, up to its limit. */
export const failAttemptSchema = z.strictObject({
  code: z.string().max(60),
  /** For the player where the code is one of media's; never shown else. */
  message: z.string().max(1000),
  retryable: z.boolean(),
});

export type LookJob = z.infer<typeof lookJobSchema>;
export type OutputName = z.infer<typeof outputNameSchema>;
export type ClaimRequest = z.infer<typeof claimRequestSchema>;
export type Claim = z.infer<typeof claimSchema>;
export type Beat = z.infer<typeof beatSchema>;
export type AttemptProgress = z.infer<typeof progressSchema>;
export type CompleteAttempt = z.infer<typeof completeAttemptSchema>;
export type FailAttempt = z.infer<typeof failAttemptSchema>;
