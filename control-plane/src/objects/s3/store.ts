import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type ListPartsCommandOutput,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { assertKey, assertPrefix } from '../keys.ts';
import type { ByteRange, Download, FinishedPart, PartTarget, ReceivedPart, SignedRequest } from '../store.ts';
import type { S3Config } from '../../config/config.ts';
import { bareEtag, ObjectStore, ObjectStoreError } from '../store.ts';
import { openUploads } from './open-uploads.ts';
import { verifyParts } from './verify-parts.ts';

type Presigning = NonNullable<Parameters<typeof getSignedUrl>[2]>;

export interface S3StoreOptions extends S3Config {
  now: () => Date;
}

/** Objects in one bucket of S3 or a compatible store. */
export class S3ObjectStore extends ObjectStore {
  readonly checksParts: boolean;
  readonly #client: S3Client;
  readonly #signer: S3Client;
  readonly #options: S3StoreOptions;

  constructor(options: S3StoreOptions) {
    super();
    this.#options = options;
    this.checksParts = options.checksums === 'store';
    this.#client = createClient(options, options.endpoint);
    this.#signer = createClient(options, options.publicEndpoint ?? options.endpoint);
  }

  /** Closes the connections. */
  destroy(): void {
    this.#client.destroy();
    this.#signer.destroy();
  }

  async startUpload(key: string): Promise<string> {
    const checked = this.checksParts ? ({ ChecksumAlgorithm: 'SHA256' } as const) : {};
    const started = await this.#client.send(new CreateMultipartUploadCommand({ ...this.#at(key), ...checked }));
    if (!started.UploadId) throw new Error('the object store answered no upload id');
    return started.UploadId;
  }

  async signPart(part: PartTarget, secondsValid: number): Promise<SignedRequest> {
    const command = new UploadPartCommand({
      ...this.#at(part.key),
      UploadId: part.upload,
      PartNumber: part.number,
      ContentLength: part.bytes,
      ChecksumSHA256: part.sha256,
    });
    const headers = { 'x-amz-checksum-sha256': part.sha256 };
    return this.#signed(secondsValid, headers, (how) => getSignedUrl(this.#signer, command, how));
  }

  async listParts(key: string, upload: string): Promise<ReceivedPart[]> {
    const parts: ReceivedPart[] = [];
    let marker: { PartNumberMarker?: string } | null = {};
    try {
      while (marker) {
        const page: ListPartsCommandOutput = await this.#client.send(
          new ListPartsCommand({ ...this.#at(key), UploadId: upload, ...marker }),
        );
        for (const { PartNumber, Size, ETag } of page.Parts ?? []) {
          if (PartNumber && Size && ETag) parts.push({ number: PartNumber, bytes: Size, etag: ETag });
        }
        // The SDK's paginator would go by the marker alone, which some stores answer on the last page too.
        marker = page.IsTruncated && page.NextPartNumberMarker ? { PartNumberMarker: page.NextPartNumberMarker } : null;
      }
    } catch (error) {
      throw translate(error);
    }
    return parts.sort((a, b) => a.number - b.number);
  }

  async completeUpload(key: string, upload: string, parts: FinishedPart[]): Promise<void> {
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    try {
      await this.#assemble(key, upload, parts);
    } catch (error) {
      const translated = translate(error);
      const isDone = isNoSuchUpload(translated) && (await this.head(key))?.bytes === bytes;
      if (!isDone) throw translated;
    }
    if (!this.checksParts) await this.#readBack(key, parts);
  }

  async abortUpload(key: string, upload: string): Promise<void> {
    try {
      await this.#client.send(new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: upload }));
    } catch (error) {
      const translated = translate(error);
      if (!isNoSuchUpload(translated)) throw translated;
    }
  }

  async abortUploadsStartedBefore(time: Date): Promise<void> {
    for await (const open of openUploads(this.#client, this.#options.bucket)) {
      if (open.startedAt < time) await this.abortUpload(open.key, open.upload);
    }
  }

  async put(key: string, body: Uint8Array, contentType: string): Promise<void> {
    await this.#client.send(new PutObjectCommand({ ...this.#at(key), Body: body, ContentType: contentType }));
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const wanted = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ ...this.#at(key), ...wanted }));
      // In Node the SDK answers a stream of Node's.
      return Body as Readable;
    } catch (error) {
      throw translate(error);
    }
  }

  async head(key: string): Promise<{ bytes: number } | null> {
    try {
      const { ContentLength } = await this.#client.send(new HeadObjectCommand(this.#at(key)));
      return { bytes: ContentLength ?? 0 };
    } catch (error) {
      if (translate(error) instanceof ObjectStoreError) return null;
      throw error;
    }
  }

  async deletePrefix(prefix: string): Promise<void> {
    assertPrefix(prefix);
    const at = { Bucket: this.#options.bucket, Prefix: prefix };
    for await (const open of openUploads(this.#client, this.#options.bucket, prefix)) {
      await this.abortUpload(open.key, open.upload);
    }
    for await (const page of paginateListObjectsV2({ client: this.#client }, at)) {
      const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key ? [Key] : []));
      // One by one: DeleteObjects asks compatible stores for checksums that they do not agree on.
      await Promise.all(keys.map((Key) => this.#client.send(new DeleteObjectCommand({ Bucket: at.Bucket, Key }))));
    }
  }

  async signGet(key: string, { contentType, fileName, secondsValid }: Download): Promise<SignedRequest> {
    const command = new GetObjectCommand({
      ...this.#at(key),
      ResponseContentType: contentType,
      ResponseContentDisposition: `inline; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`,
    });
    return this.#signed(secondsValid, {}, (how) => getSignedUrl(this.#signer, command, how));
  }

  async signPut(key: string, contentType: string, secondsValid: number): Promise<SignedRequest> {
    const command = new PutObjectCommand({ ...this.#at(key), ContentType: contentType });
    const headers = { 'content-type': contentType };
    return this.#signed(secondsValid, headers, (how) => getSignedUrl(this.#signer, command, how));
  }

  #at(key: string): { Bucket: string; Key: string } {
    assertKey(key);
    return { Bucket: this.#options.bucket, Key: key };
  }

  async #signed(
    secondsValid: number,
    headers: Record<string, string>,
    sign: (how: Presigning) => Promise<string>,
  ): Promise<SignedRequest> {
    const signed = new Set(Object.keys(headers));
    const signingDate = this.#options.now();
    // The presigner would move headers into the query, where a store does not look for them.
    const url = await sign({
      expiresIn: secondsValid,
      signingDate,
      signableHeaders: signed,
      unhoistableHeaders: signed,
    });
    return { url, headers, expiresAt: new Date(signingDate.getTime() + secondsValid * 1000) };
  }

  async #assemble(key: string, upload: string, parts: FinishedPart[]): Promise<void> {
    const Parts = parts.map(({ number, etag, sha256 }) => ({
      PartNumber: number,
      ETag: `"${bareEtag(etag)}"`,
      ...(this.checksParts ? { ChecksumSHA256: sha256 } : {}),
    }));
    const MultipartUpload = { Parts };
    await this.#client.send(
      new CompleteMultipartUploadCommand({ ...this.#at(key), UploadId: upload, MultipartUpload }),
    );
  }

  async #readBack(key: string, parts: FinishedPart[]): Promise<void> {
    try {
      await verifyParts(await this.read(key), parts);
    } catch (error) {
      if (error instanceof ObjectStoreError) await this.#client.send(new DeleteObjectCommand(this.#at(key)));
      throw error;
    }
  }
}

function createClient(options: S3StoreOptions, endpoint: string | undefined): S3Client {
  return new S3Client({
    region: options.region,
    forcePathStyle: options.forcePathStyle,
    ...(endpoint ? { endpoint } : {}),
    ...(options.credentials ? { credentials: options.credentials } : {}),
    // Else presigned parts carry the checksum of an empty body.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

function translate(error: unknown): unknown {
  if (!(error instanceof S3ServiceException)) return error;
  switch (error.name) {
    case 'NoSuchKey':
    case 'NotFound':
      return new ObjectStoreError('no_such_object', error.message, { cause: error });
    case 'NoSuchUpload':
      return new ObjectStoreError('no_such_upload', error.message, { cause: error });
    case 'InvalidPart':
    case 'InvalidPartOrder':
    case 'EntityTooSmall':
    case 'BadDigest':
      return new ObjectStoreError('part_mismatch', error.message, { cause: error });
    default:
      return error;
  }
}

function isNoSuchUpload(error: unknown): boolean {
  return error instanceof ObjectStoreError && error.code === 'no_such_upload';
}
