/**
 * Live updates: `GET /v1/events`, `text/event-stream` over fetch. What the credential may see: a player's own, a member's
 * tenant's. Ids increase; `Last-Event-ID` goes on after one. The row is the truth, an event says what changed.
 */
import { z } from 'zod';
import { analysisSchema } from './analysis.ts';
import { idSchema, timestampSchema } from './ids.ts';

export const analysisUpdatedSchema = z.strictObject({
  type: z.literal('analysis.updated'),
  at: timestampSchema,
  analysis: analysisSchema,
});
export const analysisDeletedSchema = z.strictObject({
  type: z.literal('analysis.deleted'),
  at: timestampSchema,
  analysis: z.strictObject({ id: idSchema('analysis') }),
});

/** The `data` of one event; `event:` is its type. Comments keep the stream alive every 15 s. */
export const liveEventSchema = z.discriminatedUnion('type', [analysisUpdatedSchema, analysisDeletedSchema]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
