import type { Readable } from 'node:stream';

/** A part of an upload on its way: what its address allows, and nothing else. */
export interface PartTarget {
  key: string;
  /** The store's name of the open upload, from `startUpload`. */
  upload: string;
  /** From 1. */
  number: number;
  bytes: number;
  /** Base64. */
  sha256: string;
}

export interface ReceivedPart {
  number: number;
  bytes: number;
  etag: string;
}

/** A part as its sender describes it. */
export interface FinishedPart extends ReceivedPart {
  sha256: string;
}

export interface SignedRequest {
  url: string;
  /** To be sent exactly so. */
  headers: Record<string, string>;
  expiresAt: Date;
}

export interface Download {
  contentType: string;
  /** What a browser calls it when it is saved. */
  fileName: string;
  secondsValid: number;
}

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

export type ObjectStoreErrorCode = 'no_such_object' | 'no_such_upload' | 'part_mismatch';

export class ObjectStoreError extends Error {
  readonly code: ObjectStoreErrorCode;

  constructor(code: ObjectStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ObjectStoreError';
    this.code = code;
  }
}

/**
 * Where videos and results are kept. Keys are `a/b/c` (see `keys.ts`); an object is there whole or not at all. Addresses
 * are signed for one request and expire.
 */
export abstract class ObjectStore {
  /** Whether a part is refused as it arrives changed; else that is found out when the upload is completed. */
  abstract readonly checksParts: boolean;

  /** Opens an upload in parts and answers the store's name of it. */
  abstract startUpload(key: string): Promise<string>;

  /** An address to PUT this part to, as often as need be; what arrives changed never becomes part of the object. */
  abstract signPart(part: PartTarget, secondsValid: number): Promise<SignedRequest>;

  /** The parts received, by number. @throws ObjectStoreError `no_such_upload` */
  abstract listParts(key: string, upload: string): Promise<ReceivedPart[]>;

  /**
   * Makes the parts one object. Asked again after it was done, it answers the same.
   * @throws ObjectStoreError `no_such_upload`, `part_mismatch`
   */
  abstract completeUpload(key: string, upload: string, parts: FinishedPart[]): Promise<void>;

  /** Forgets the upload and its parts; one that is not there is no error. */
  abstract abortUpload(key: string, upload: string): Promise<void>;

  /** Forgets every open upload that was started before this, whoever lost it. */
  abstract abortUploadsStartedBefore(time: Date): Promise<void>;

  abstract put(key: string, body: Uint8Array, contentType: string): Promise<void>;

  /** @throws ObjectStoreError `no_such_object` */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;

  /** `null` where there is no such object. */
  abstract head(key: string): Promise<{ bytes: number } | null>;

  /** Deletes every object and open upload under a prefix that ends in `/`. */
  abstract deletePrefix(prefix: string): Promise<void>;

  abstract signGet(key: string, download: Download): Promise<SignedRequest>;

  abstract signPut(key: string, contentType: string, secondsValid: number): Promise<SignedRequest>;
}

/** The whole object in memory: for small ones. @throws ObjectStoreError `no_such_object` */
export async function readWhole(store: ObjectStore, key: string, range?: ByteRange): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await store.read(key, range)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The entity tag without the quotes that HTTP puts around it. */
export function bareEtag(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1');
}
