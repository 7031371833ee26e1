/** Uploads: multipart, straight to the object store. Parts are PUT to signed addresses, in any order, again if need be. */
import { z } from 'zod';
import { idSchema, timestampSchema } from './ids.ts';

/** SHA-256 in base64, as S3's `x-amz-checksum-sha256`. */
export const sha256Schema = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** `POST /v1/uploads`, with an Idempotency-Key. The type is told by content once it is here, never by name. */
export const createUploadSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  bytes: z.int().positive(),
});

export const uploadStatusSchema = z.enum(['open', 'completed', 'aborted', 'expired']);

/** A part that the store has. */
export const storedPartSchema = z.strictObject({
  number: z.int().min(1).max(10_000),
  bytes: z.int().positive(),
  etag: z.string(),
});

/** `GET /v1/uploads/{id}` tells which parts are there: what a page that was reloaded goes on from. */
export const uploadSchema = z.strictObject({
  id: idSchema('upload'),
  status: uploadStatusSchema,
  fileName: z.string(),
  bytes: z.int().positive(),
  /** Every part is this long but the last. Part n starts at (n - 1) x partBytes. */
  partBytes: z.int().positive(),
  parts: z.array(storedPartSchema),
  createdAt: timestampSchema,
  expiresAt: timestampSchema,
});

/** `POST /v1/uploads/{id}/parts`: addresses for these parts; asked again when one has expired. */
export const signPartsSchema = z.strictObject({
  parts: z
    .array(z.strictObject({ number: z.int().min(1).max(10_000), sha256: sha256Schema }))
    .min(1)
    .max(100),
});
export const signedPartSchema = z.strictObject({
  number: z.int(),
  url: z.string(),
  /** To be sent exactly so. The checksum is among them: a part that arrives changed is refused by the store. */
  headers: z.record(z.string(), z.string()),
  expiresAt: timestampSchema,
});
export const signedPartsSchema = z.strictObject({ data: z.array(signedPartSchema) });

/** `POST /v1/uploads/{id}/complete`: 200 with the upload once size and checksums hold; else `upload_incomplete` or `upload_mismatch`. */
export const completeUploadSchema = z.strictObject({
  parts: z
    .array(z.strictObject({ number: z.int().min(1).max(10_000), etag: z.string().max(200), sha256: sha256Schema }))
    .min(1)
    .max(10_000),
});

export type CreateUpload = z.infer<typeof createUploadSchema>;
export type UploadStatus = z.infer<typeof uploadStatusSchema>;
export type StoredPart = z.infer<typeof storedPartSchema>;
export type Upload = z.infer<typeof uploadSchema>;
export type SignParts = z.infer<typeof signPartsSchema>;
export type SignedPart = z.infer<typeof signedPartSchema>;
export type SignedParts = z.infer<typeof signedPartsSchema>;
export type CompleteUpload = z.infer<typeof completeUploadSchema>;
