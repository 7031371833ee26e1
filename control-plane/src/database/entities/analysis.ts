/** Uploads, analyses, their attempts and reports. */
import type {
  AnalysisStage,
  AnalysisStatus,
  AnalysisSummary,
  CompleteAttempt,
  Id,
  LiveEvent,
  Mode,
  Report,
  UploadStatus,
} from '@shotform/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export type PoseModel = 'lite' | 'full' | 'heavy';

export const UploadEntity = defineEntity({
  name: 'Upload',
  tableName: 'uploads',
  properties: {
    id: p.text().$type<Id<'upload'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    status: p.text().$type<UploadStatus>().default('open'),
    fileName: p.text(),
    bytes: p.bigint('number'),
    partBytes: p.bigint('number'),
    /** Where it lies in the object store, and the store's own id of the multipart upload, once a part was asked for. */
    objectKey: p.text(),
    multipartId: p.text().strictNullable(),
    /** As told by its first bytes; `null` until it is complete. */
    contentType: p.text().strictNullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    completedAt: p.datetime().strictNullable(),
  },
});

export const AnalysisEntity = defineEntity({
  name: 'Analysis',
  tableName: 'analyses',
  properties: {
    id: p.text().$type<Id<'analysis'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    uploadId: p.text().$type<Id<'upload'>>(),
    fileName: p.text(),
    model: p.text().$type<PoseModel>(),
    status: p.text().$type<AnalysisStatus>().default('queued'),
    stage: p.text().$type<AnalysisStage>().strictNullable(),
    percent: p.float().default(0),
    /** Raised by every claim: what a lower one writes is refused. */
    fence: p.integer().default(0),
    /** How many of its claims ended with a worker that was told to stop. */
    handedBack: p.integer().default(0),
    /** Of the attempt that runs; `null` where none does. */
    leaseUntil: p.datetime().strictNullable(),
    /** Not to be claimed before: the back-off after a retryable failure. */
    availableAt: p.datetime().defaultRaw('now()'),
    /** When the queue was last told to look. */
    enqueuedAt: p.datetime().strictNullable(),
    cancelRequestedAt: p.datetime().strictNullable(),
    errorCode: p.text().strictNullable(),
    errorMessage: p.text().strictNullable(),
    errorRetryable: p.boolean().strictNullable(),
    summary: p.json<AnalysisSummary>().strictNullable(),
    /** The fence of the attempt whose outputs are the results. */
    resultFence: p.integer().strictNullable(),
    /** SHA-256 of the source in base64, as the worker read it. */
    sourceSha256: p.text().strictNullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    startedAt: p.datetime().strictNullable(),
    finishedAt: p.datetime().strictNullable(),
  },
});

export type AttemptStatus = 'running' | 'succeeded' | 'failed' | 'superseded';

export const AttemptEntity = defineEntity({
  name: 'Attempt',
  tableName: 'attempts',
  properties: {
    id: p.text().$type<Id<'attempt'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    analysisId: p.text().$type<Id<'analysis'>>(),
    fence: p.integer(),
    worker: p.text(),
    status: p.text().$type<AttemptStatus>().default('running'),
    /** SHA-256 of the attempt's token, hex. */
    tokenHash: p.text(),
    errorCode: p.text().strictNullable(),
    /** The worker's own words: for operators, never shown to players. */
    errorMessage: p.text().strictNullable(),
    claimedAt: p.datetime().defaultRaw('now()'),
    beatAt: p.datetime().defaultRaw('now()'),
    finishedAt: p.datetime().strictNullable(),
  },
});

export const ReportEntity = defineEntity({
  name: 'Report',
  tableName: 'reports',
  properties: {
    analysisId: p.text().$type<Id<'analysis'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    attemptId: p.text().$type<Id<'attempt'>>(),
    document: p.json<Report>(),
    outputs: p.json<CompleteAttempt['outputs']>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A prefix of the object store that is to be emptied: written with the change that makes it superfluous. */
export const ErasureEntity = defineEntity({
  name: 'Erasure',
  tableName: 'erasures',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    prefix: p.text(),
    /** Whose events go with it. */
    analysisId: p.text().$type<Id<'analysis'>>().strictNullable(),
    dueAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** What changed. Written by `tell_event`: within a tenant ids increase in the order of commits. */
export const EventEntity = defineEntity({
  name: 'Event',
  tableName: 'events',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    data: p.json<LiveEvent>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export type StoredUpload = InferEntity<typeof UploadEntity>;
export type StoredAnalysis = InferEntity<typeof AnalysisEntity>;
export type Attempt = InferEntity<typeof AttemptEntity>;
export type StoredReport = InferEntity<typeof ReportEntity>;
export type StoredEvent = InferEntity<typeof EventEntity>;
