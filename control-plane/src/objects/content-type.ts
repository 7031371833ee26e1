import { fileTypeFromBuffer } from 'file-type';

/** So much of a file's beginning tells its type. */
export const SNIFF_BYTES = 4100;

/** `foreign`: certainly something else than a video. */
export type SniffedType = { kind: 'video'; contentType: string } | { kind: 'unknown' } | { kind: 'foreign' };

// Containers that hold video, and that the detector files elsewhere.
const containers = new Set(['application/mxf', 'application/ogg', 'application/vnd.ms-asf']);

/**
 * What a file is, by its first bytes and never by its name. Text and what nobody recognises stay `unknown`: ffprobe, at
 * the worker, has the last word.
 */
export async function sniffType(head: Uint8Array): Promise<SniffedType> {
  const found = await fileTypeFromBuffer(head);
  if (!found) return { kind: 'unknown' };
  if (found.mime.startsWith('video/')) return { kind: 'video', contentType: found.mime };
  return containers.has(found.mime) ? { kind: 'unknown' } : { kind: 'foreign' };
}
