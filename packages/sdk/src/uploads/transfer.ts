/** Moves a file's bytes: multipart, straight to the object store, every part with its checksum. */
import type { CompleteUpload, CreateUpload, SignedParts, SignParts, Upload } from '@shotform/contracts';
import { ShotformAbortError, ShotformApiError, ShotformNotFoundError } from '../errors.ts';
import { bytesOf, sha256 } from './hash.ts';
import { persevere } from './network.ts';
import { put } from './put.ts';
import type { Control } from './upload.ts';

type FinishedPart = Omit<CompleteUpload['parts'][number], 'etag'> & { etag: string | null };

/** Parts under way at once: a browser opens six connections to a host, and the page needs some itself. */
const LANES = 3;
/** Parts that the server misses on completing are sent again, this often. */
const ROUNDS = 3;
const REPORT_MILLISECONDS = 100;

/** The whole way, or the rest of it where the file is known. Ends with the signal; the server is never told to abort. */
export async function transfer(control: Control, signal: AbortSignal): Promise<Upload> {
  const job = new Transfer(control, signal);
  let upload = await job.open();
  for (let round = 1; upload.status === 'open'; round++) {
    const parts = await job.sendParts(upload);
    upload = await job.complete(upload, parts, round < ROUNDS);
  }
  await control.notes.forget(control.file);
  return upload;
}

class Transfer {
  private readonly control: Control;
  private readonly signal: AbortSignal;
  /** Bytes that have left, by part. */
  private readonly sent = new Map<number, number>();
  private reported = 0;

  constructor(control: Control, signal: AbortSignal) {
    this.control = control;
    this.signal = signal;
  }

  /** The upload that was begun with this file, where it is still good; else a new one. */
  async open(): Promise<Upload> {
    const { file, notes, opened } = this.control;
    const known = await notes.find(file);
    const upload = (known !== null && (await this.find(known))) || (await this.create());
    opened(upload.id);
    return upload;
  }

  /**
   * Tells the server that all is there. Gives the upload as it is then: completed, or still open where the server misses
   * parts and `again` allows another round.
   */
  async complete(upload: Upload, parts: FinishedPart[], again: boolean): Promise<Upload> {
    this.control.report('verifying', this.control.file.size);
    const path = `/v1/uploads/${upload.id}`;
    try {
      const body: CompleteUpload = { parts: await this.withEtags(path, parts) };
      return await this.call<Upload>(`${path}/complete`, 'POST', body);
    } catch (error) {
      if (!(error instanceof ShotformApiError)) throw error;
      // What was stored is not this file, or no video: it cannot be mended, the next try begins anew.
      if (error.status === 422 && error.code !== 'upload_incomplete')
        await this.control.notes.forget(this.control.file);
      const found = ['upload_incomplete', 'state_conflict'].includes(error.code) ? await this.get(path) : null;
      // Completed: the answer to an earlier try was lost on its way.
      if (found?.status === 'completed' || (found?.status === 'open' && again)) return found;
      throw error;
    }
  }

  /** Sends what the server has not got. The first failure ends the other lanes too. */
  async sendParts(upload: Upload): Promise<FinishedPart[]> {
    const failed = new AbortController();
    const signal = AbortSignal.any([this.signal, failed.signal]);
    const count = Math.ceil(upload.bytes / upload.partBytes);
    const finished: FinishedPart[] = [];
    this.countStored(upload);
    let next = 1;
    const lane = async (): Promise<void> => {
      while (next <= count) finished.push(await this.sendPart(upload, next++, signal));
    };
    try {
      await Promise.all(Array.from({ length: LANES }, lane));
    } catch (error) {
      failed.abort();
      throw error;
    }
    return finished.sort((a, b) => a.number - b.number);
  }

  private countStored(upload: Upload): void {
    this.sent.clear();
    for (const { number, bytes } of upload.parts) this.sent.set(number, bytes);
    this.report();
  }

  private async sendPart(upload: Upload, number: number, signal: AbortSignal): Promise<FinishedPart> {
    if (signal.aborted) throw new ShotformAbortError(signal.reason);
    const start = (number - 1) * upload.partBytes;
    const slice = this.control.file.slice(start, Math.min(upload.bytes, start + upload.partBytes));
    const bytes = await bytesOf(slice);
    const hash = await sha256(bytes);
    const stored = upload.parts.find((part) => part.number === number && part.bytes === slice.size);
    if (stored) return { number, etag: stored.etag, sha256: hash };
    const part = new Blob([bytes]);
    const etag = await this.persevere(async () => {
      this.note(number, 0);
      const address = await this.sign(upload.id, { parts: [{ number, sha256: hash }] }, signal);
      const onSent = (sent: number): void => this.note(number, sent);
      return put({ address, part, signal, onSent }, this.control.session.fetch);
    }, signal);
    this.note(number, slice.size);
    return { number, etag, sha256: hash };
  }

  private async sign(id: string, body: SignParts, signal: AbortSignal) {
    const path = `/v1/uploads/${id}/parts`;
    const { data } = await this.control.session.request<SignedParts>(path, { method: 'POST', body, signal });
    const [address] = data;
    if (!address) throw new ShotformApiError(502, { detail: 'The server signed no address.' });
    return address;
  }

  private async find(id: string): Promise<Upload | null> {
    try {
      const upload = await this.get(`/v1/uploads/${encodeURIComponent(id)}`);
      return ['open', 'completed'].includes(upload.status) && upload.bytes === this.control.file.size ? upload : null;
    } catch (error) {
      if (error instanceof ShotformNotFoundError) return null;
      throw error;
    }
  }

  private async create(): Promise<Upload> {
    const { file, notes } = this.control;
    const body: CreateUpload = { fileName: file.name, bytes: file.size };
    const upload = await this.call<Upload>('/v1/uploads', 'POST', body, crypto.randomUUID());
    await notes.remember(file, upload.id);
    return upload;
  }

  /** ETags that the page could not read are in the server's own list. */
  private async withEtags(path: string, parts: FinishedPart[]): Promise<CompleteUpload['parts']> {
    const unread = parts.some(({ etag }) => etag === null);
    const stored = new Map(unread ? (await this.get(path)).parts.map(({ number, etag }) => [number, etag]) : []);
    return parts.map((part) => ({ ...part, etag: part.etag ?? stored.get(part.number) ?? '' }));
  }

  private get(path: string): Promise<Upload> {
    return this.call<Upload>(path, 'GET');
  }

  private call<T>(path: string, method: 'GET' | 'POST', body?: unknown, idempotencyKey?: string): Promise<T> {
    const { signal } = this;
    return this.persevere(
      () => this.control.session.request<T>(path, { method, body, idempotencyKey, signal }),
      signal,
    );
  }

  private persevere<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const onOffline = (offline: boolean): void => this.control.report(offline ? 'offline' : 'uploading', this.total());
    return persevere(work, { signal, onOffline });
  }

  private note(number: number, bytes: number): void {
    this.sent.set(number, bytes);
    const now = performance.now();
    if (now - this.reported >= REPORT_MILLISECONDS) this.report();
  }

  private report(): void {
    this.reported = performance.now();
    this.control.report('uploading', this.total());
  }

  private total(): number {
    return [...this.sent.values()].reduce((sum, bytes) => sum + bytes, 0);
  }
}
