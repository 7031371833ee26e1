import type { StoredPart, Upload } from '@shotform/contracts';
import type { StoredUpload } from '../database/entities/index.ts';

/** The upload as the API tells it. */
export function toUpload(row: StoredUpload, parts: StoredPart[]): Upload {
  return {
    id: row.id,
    status: row.status,
    fileName: row.fileName,
    bytes: row.bytes,
    partBytes: row.partBytes,
    parts,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
