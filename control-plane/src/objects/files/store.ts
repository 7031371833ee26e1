import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { assertKey } from '../keys.ts';
import type { ByteRange, Download, FinishedPart, PartTarget, ReceivedPart, SignedRequest } from '../store.ts';
import { ObjectStore, ObjectStoreError } from '../store.ts';
import { Layout, parsePartName } from './layout.ts';
import { receive } from './receive.ts';
import { type Grant, signGrant } from './signature.ts';

export interface FileStoreOptions {
  /** A folder of its own. */
  root: string;
  /** The files' origin: where `filesHandler` answers. */
  publicUrl: string;
  /** Signs the addresses; the same in every process of the control plane. */
  secret: Uint8Array;
  now: () => Date;
}

/** Objects as files of one folder; the addresses are answered by `filesHandler`. */
export class FileObjectStore extends ObjectStore {
  readonly checksParts = true;
  readonly options: FileStoreOptions;
  readonly layout: Layout;

  constructor(options: FileStoreOptions) {
    super();
    this.options = options;
    this.layout = new Layout(options.root);
  }

  async startUpload(key: string): Promise<string> {
    const upload = randomUUID();
    await mkdir(this.layout.upload(key, upload), { recursive: true });
    return upload;
  }

  async signPart(part: PartTarget, secondsValid: number): Promise<SignedRequest> {
    const { key, upload, number, bytes, sha256 } = part;
    assertKey(key);
    const headers = { 'x-amz-checksum-sha256': sha256 };
    return this.#sign({ do: 'part', key, upload, part: number, bytes, sha256 }, secondsValid, headers);
  }

  async listParts(key: string, upload: string): Promise<ReceivedPart[]> {
    const folder = this.layout.upload(key, upload);
    const latest = new Map<number, { part: ReceivedPart; time: number }>();
    for (const name of await listUpload(folder)) {
      const parsed = parsePartName(name);
      const info = parsed && (await stat(join(folder, name)));
      if (!info || (latest.get(parsed.number)?.time ?? 0) > info.mtimeMs) continue;
      latest.set(parsed.number, { part: { ...parsed, bytes: info.size }, time: info.mtimeMs });
    }
    return [...latest.values()].map(({ part }) => part).sort((a, b) => a.number - b.number);
  }

  async completeUpload(key: string, upload: string, parts: FinishedPart[]): Promise<void> {
    const folder = this.layout.upload(key, upload);
    try {
      const names = new Set(await listUpload(folder));
      const paths = parts.map((part) => this.#receivedPath(key, upload, part, names));
      await receive(concatenate(paths), this.layout.incoming, totalBytes(parts), () => this.layout.object(key));
    } catch (error) {
      if (await this.#isComplete(key, folder, parts)) return;
      throw error;
    }
    await this.#removeAtOnce(folder);
  }

  async abortUpload(key: string, upload: string): Promise<void> {
    await this.#removeAtOnce(this.layout.upload(key, upload));
  }

  async abortUploadsStartedBefore(time: Date): Promise<void> {
    const folders = await readdir(this.layout.uploads, { recursive: true, withFileTypes: true }).catch(emptyIfMissing);
    for (const entry of folders) {
      const path = join(entry.parentPath, entry.name);
      // An upload's folder is named by `startUpload`; those above it by keys, which have no such names.
      if (entry.isDirectory() && uuid.test(entry.name)) await removeIfOlder(path, time);
    }
    for (const name of await readdir(this.layout.incoming).catch(emptyIfMissing)) {
      await removeIfOlder(join(this.layout.incoming, name), time);
    }
  }

  async put(key: string, body: Uint8Array): Promise<void> {
    await receive(once(body), this.layout.incoming, body.length, () => this.layout.object(key));
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.layout.object(key), 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new ObjectStoreError('no_such_object', key, { cause: error });
      throw error;
    });
    return file.createReadStream(range);
  }

  async head(key: string): Promise<{ bytes: number } | null> {
    const info = await stat(this.layout.object(key)).catch(nullIfMissing);
    return info?.isFile() ? { bytes: info.size } : null;
  }

  async deletePrefix(prefix: string): Promise<void> {
    for (const folder of this.layout.prefixes(prefix)) await rm(folder, { recursive: true, force: true });
  }

  async signGet(key: string, { contentType, fileName, secondsValid }: Download): Promise<SignedRequest> {
    assertKey(key);
    return this.#sign({ do: 'get', key, type: contentType, name: fileName }, secondsValid, {});
  }

  async signPut(key: string, contentType: string, secondsValid: number): Promise<SignedRequest> {
    assertKey(key);
    return this.#sign({ do: 'put', key, type: contentType }, secondsValid, { 'content-type': contentType });
  }

  /** All or nothing: a process that dies half-way must not leave an open upload without its parts. */
  async #removeAtOnce(folder: string): Promise<void> {
    await mkdir(this.layout.incoming, { recursive: true });
    const aside = join(this.layout.incoming, randomUUID());
    if ((await rename(folder, aside).catch(nullIfMissing)) === null) return;
    await rm(aside, { recursive: true, force: true });
  }

  #sign(grant: Unsigned<Grant>, secondsValid: number, headers: Record<string, string>): SignedRequest {
    const expires = Math.floor(this.options.now().getTime() / 1000) + secondsValid;
    const path = signGrant({ ...grant, expires }, this.options.secret);
    return { url: this.options.publicUrl + path, headers, expiresAt: new Date(expires * 1000) };
  }

  #receivedPath(key: string, upload: string, part: FinishedPart, names: ReadonlySet<string>): string {
    // The tag is the hash: the part that bears it has these bytes.
    const etag = Buffer.from(part.sha256, 'base64').toString('hex');
    if (!names.has(`${part.number}-${etag}`)) throw new ObjectStoreError('part_mismatch', `part ${part.number}`);
    return this.layout.part(key, upload, part.number, etag);
  }

  /** Whether another call made the object of these parts. */
  async #isComplete(key: string, folder: string, parts: FinishedPart[]): Promise<boolean> {
    const isOpen = await stat(folder).catch(nullIfMissing);
    return !isOpen && (await this.head(key))?.bytes === totalBytes(parts);
  }
}

type Unsigned<T> = T extends unknown ? Omit<T, 'expires'> : never;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function totalBytes(parts: FinishedPart[]): number {
  return parts.reduce((sum, part) => sum + part.bytes, 0);
}

async function listUpload(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new ObjectStoreError('no_such_upload', folder, { cause: error });
    throw error;
  });
}

async function* concatenate(paths: string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) yield* createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>;
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

async function removeIfOlder(path: string, time: Date): Promise<void> {
  const info = await stat(path).catch(nullIfMissing);
  if (info && info.birthtimeMs < time.getTime()) await rm(path, { recursive: true, force: true });
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

function emptyIfMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
