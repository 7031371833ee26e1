/** One upload as its caller sees it. What moves the bytes is loaded when the first upload starts. */
import type { Upload } from '@shotform/contracts';
import { ShotformAbortError, ShotformSdkError } from '../errors.ts';
import type { Session } from '../session.ts';
import type { Notes } from './notes.ts';

/**
 * `preparing`: reading the file, asking the server. `offline`: waits until the device has a network again. `verifying`: all
 * is there; the server checks size and checksums. `failed`: `retry()` goes on from where it stood.
 */
export type UploadState =
  'preparing' | 'uploading' | 'paused' | 'offline' | 'verifying' | 'completed' | 'failed' | 'canceled';

export interface UploadProgress {
  state: UploadState;
  /** Bytes that have left the device, never more than `totalBytes`. Falls when a part has to be sent again. */
  sentBytes: number;
  totalBytes: number;
}

export interface UploadOptions {
  /** Called at every change of state, and some times a second while bytes move. */
  onProgress?: (progress: UploadProgress) => void;
  /** Stops it here, as when a page is left: the server keeps what it has, and the same file goes on from there. */
  signal?: AbortSignal;
}

/** What the transfer tells and asks its handle. */
export interface Control {
  readonly file: File;
  readonly session: Session;
  readonly notes: Notes;
  /** The server knows it by this id. */
  opened(id: string): void;
  report(state: UploadState, sentBytes: number): void;
}

export class UploadHandle {
  private readonly session: Session;
  private readonly notes: Notes;
  private readonly file: File;
  private readonly options: UploadOptions;
  private now: UploadProgress;
  private id: string | null = null;
  private running = new AbortController();
  private settle = Promise.withResolvers<Upload>();

  /** Use `uploads.start`. */
  constructor(session: Session, notes: Notes, file: File, options: UploadOptions) {
    this.session = session;
    this.notes = notes;
    this.file = file;
    this.options = options;
    this.now = { state: 'preparing', sentBytes: 0, totalBytes: file.size };
    this.settle.promise.catch(() => undefined);
    options.signal?.addEventListener('abort', () => this.fail(new ShotformAbortError(options.signal?.reason)), {
      once: true,
    });
    if (options.signal?.aborted) this.fail(new ShotformAbortError(options.signal.reason));
    // Not before the caller has its handle: `onProgress` may use it.
    else queueMicrotask(() => this.now.state === 'preparing' && void this.run());
  }

  /** The server's id of it, once it has one. */
  get uploadId(): string | null {
    return this.id;
  }

  get progress(): UploadProgress {
    return this.now;
  }

  /**
   * Resolves once the server has checked what it got. Rejects when it failed (then `retry`, and take `done` anew), was
   * cancelled, or its signal was aborted.
   */
  get done(): Promise<Upload> {
    return this.settle.promise;
  }

  /** Stops sending. Parts that are only half there will be sent again. */
  pause(): void {
    if (!['preparing', 'uploading', 'offline'].includes(this.now.state)) return;
    this.running.abort();
    this.report('paused', this.now.sentBytes);
  }

  resume(): void {
    if (this.now.state === 'paused') void this.run();
  }

  /** Goes on after a failure. Gives the new `done`. */
  retry(): Promise<Upload> {
    if (this.now.state === 'failed') {
      this.settle = Promise.withResolvers<Upload>();
      this.settle.promise.catch(() => undefined);
      void this.run();
    }
    return this.done;
  }

  /** The player does not want it any more: the server is told to throw away what it has. */
  async cancel(): Promise<void> {
    if (this.now.state === 'completed' || this.now.state === 'canceled') return;
    this.running.abort();
    this.report('canceled', 0);
    this.settle.reject(new ShotformAbortError());
    await this.notes.forget(this.file);
    if (this.id) await this.session.request(`/v1/uploads/${this.id}`, { method: 'DELETE' });
  }

  private async run(): Promise<void> {
    const running = new AbortController();
    this.running = running;
    this.report('preparing', this.now.sentBytes);
    try {
      const { transfer } = await import('./transfer.ts');
      const upload = await transfer(
        {
          file: this.file,
          session: this.session,
          notes: this.notes,
          opened: (id) => (this.id = id),
          report: (state, sentBytes) => {
            if (!running.signal.aborted) this.report(state, sentBytes);
          },
        },
        running.signal,
      );
      if (running.signal.aborted) return;
      this.report('completed', this.file.size);
      this.settle.resolve(upload);
    } catch (cause) {
      if (!running.signal.aborted) this.fail(cause);
    }
  }

  private fail(cause: unknown): void {
    if (['completed', 'canceled', 'failed'].includes(this.now.state)) return;
    this.running.abort();
    this.report('failed', this.now.sentBytes);
    const message = 'The upload could not go on.';
    this.settle.reject(
      cause instanceof ShotformSdkError ? cause : new ShotformSdkError('internal', message, { cause }),
    );
  }

  private report(state: UploadState, sentBytes: number): void {
    this.now = { state, sentBytes: Math.min(sentBytes, this.file.size), totalBytes: this.file.size };
    this.options.onProgress?.(this.now);
  }
}
