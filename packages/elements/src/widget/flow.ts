import type { AnalysisJob, Results, WidgetSession } from '@shotform/contracts';
import type { UploadProgress } from '@shotform/sdk';
import { failureOf, type Failure, type ShotformClient, type UploadTask } from '../client.ts';
import type { ShotformEvents } from '../events.ts';
import { checkFile } from './check-file.ts';
import { Clips } from './clips.ts';

export type View =
  | { name: 'opening' }
  | { name: 'closed'; failure: Failure }
  | { name: 'home' }
  | { name: 'capture' }
  | { name: 'sending'; file: File; progress: UploadProgress; failure: Failure | null }
  | { name: 'working'; job: AnalysisJob; file: File | null }
  | { name: 'report'; job: AnalysisJob; results: Results | null; failure: Failure | null }
  | { name: 'failed'; failure: Failure; job: AnalysisJob | null };

/** What the flow tells its element. */
export interface Listener {
  changed(): void;
  /** Something that the page may want to know of; `false` where the page has called it off. */
  tell<Name extends keyof ShotformEvents>(
    type: Name,
    detail: ShotformEvents[Name],
    options?: { cancelable: boolean },
  ): boolean;
}

/** What happens in a widget, without a picture of it: from the session to the report. */
export class Flow {
  readonly clips: Clips;
  session: WidgetSession | null = null;
  view: View = { name: 'opening' };
  private readonly client: ShotformClient;
  private readonly listener: Listener;
  private upload: UploadTask | null = null;
  /** Ends what the view that was left had under way. */
  private leaving = new AbortController();
  private readonly closing = new AbortController();

  constructor(client: ShotformClient, listener: Listener) {
    this.client = client;
    this.listener = listener;
    this.clips = new Clips(client, () => listener.changed());
  }

  async open(): Promise<void> {
    this.go({ name: 'opening' });
    try {
      this.session = await this.client.session.get();
      if (this.closing.signal.aborted) return;
      this.listener.tell('shotform-ready', { player: this.session.player.id, mode: this.session.mode });
      this.go({ name: 'home' });
      this.clips.start();
    } catch (error) {
      this.fail(error, (failure) => ({ name: 'closed', failure }));
    }
  }

  /** Ends all that is under way. What was uploaded is kept by the server, and goes on when the same file is chosen again. */
  close(): void {
    this.closing.abort();
    this.leaving.abort();
    this.clips.stop();
  }

  home(): void {
    this.go({ name: 'home' });
    void this.clips.refresh();
  }

  capture(): void {
    this.go({ name: 'capture' });
  }

  /** Checks a file and sends it. */
  async send(file: File): Promise<void> {
    if (!this.session || this.session.entitlements.analysesLeft === 0) return;
    const code = await checkFile(file, this.session.limits);
    if (this.closing.signal.aborted) return;
    if (code) return this.refuse({ code, retryable: false, requestId: null });
    if (!this.listener.tell('shotform-before-upload', { file }, { cancelable: true })) return;
    const signal = this.go({
      name: 'sending',
      file,
      progress: { state: 'preparing', sentBytes: 0, totalBytes: file.size },
      failure: null,
    });
    this.listener.tell('shotform-upload-start', { fileName: file.name, bytes: file.size });
    const upload = this.client.uploads.start(file, { signal, onProgress: (progress) => this.onSent(progress) });
    this.upload = upload;
    await this.arrive(upload.done, file, signal);
  }

  pause(): void {
    this.upload?.pause();
  }

  resume(): void {
    this.upload?.resume();
  }

  async retry(): Promise<void> {
    const { upload, view } = this;
    if (view.name !== 'sending' || !upload) return;
    this.view = { ...view, failure: null };
    this.listener.changed();
    await this.arrive(upload.retry(), view.file, this.leaving.signal);
  }

  async cancelUpload(): Promise<void> {
    const { upload } = this;
    this.home();
    // Thrown away on the server where it can be reached; else it expires there.
    await upload?.cancel().catch(() => undefined);
  }

  /** Shows an analysis as far as it is. */
  async show(job: AnalysisJob): Promise<void> {
    if (job.status === 'succeeded') return this.report(job);
    if (job.status === 'failed' || job.status === 'canceled') return this.ended(job);
    return this.watch(job, null);
  }

  async cancelAnalysis(): Promise<void> {
    const { view } = this;
    if (view.name !== 'working') return;
    const { id } = view.job;
    this.home();
    await this.client.analyses.cancel(id).catch(() => undefined);
    await this.clips.refresh();
  }

  async erase(job: AnalysisJob): Promise<boolean> {
    try {
      await this.client.analyses.delete(job.id);
      this.clips.remove(job.id);
      this.listener.tell('shotform-analysis-delete', { id: job.id });
      return true;
    } catch (error) {
      this.refuse(failureOf(error));
      return false;
    }
  }

  /** New addresses for a report's files: those that are shown have expired. */
  async renew(): Promise<void> {
    if (this.view.name === 'report') await this.report(this.view.job);
  }

  private onSent(progress: UploadProgress): void {
    if (this.view.name !== 'sending') return;
    this.view = { ...this.view, progress };
    this.listener.tell('shotform-upload-progress', progress);
    this.listener.changed();
  }

  private async arrive(done: UploadTask['done'], file: File, signal: AbortSignal): Promise<void> {
    try {
      const upload = await done;
      const body = { upload: upload.id };
      const job = await this.client.analyses.create(body, { idempotencyKey: upload.id, signal });
      this.listener.tell('shotform-analysis-start', { id: job.id });
      await this.watch(job, file);
    } catch (error) {
      if (signal.aborted || this.view.name !== 'sending') return;
      const failure = failureOf(error);
      if (failure.code === 'aborted') return;
      this.view = { ...this.view, failure };
      this.listener.tell('shotform-failure', failure);
      this.listener.changed();
    }
  }

  private async watch(first: AnalysisJob, file: File | null): Promise<void> {
    const signal = this.go({ name: 'working', job: first, file });
    try {
      const job = await this.client.analyses.wait(first.id, {
        signal,
        onUpdate: (job) => {
          if (signal.aborted || this.view.name !== 'working') return;
          this.view = { ...this.view, job };
          this.listener.tell('shotform-analysis-progress', { id: job.id, stage: job.stage, percent: job.percent });
          this.listener.changed();
        },
      });
      if (signal.aborted) return;
      if (job.status !== 'succeeded') return this.ended(job);
      this.listener.tell('shotform-analysis-complete', { id: job.id, summary: job.summary });
      await this.report(job);
    } catch (error) {
      if (!signal.aborted) this.fail(error, (failure) => ({ name: 'failed', failure, job: first }));
    }
  }

  private ended(job: AnalysisJob): void {
    const failure: Failure = { code: 'state_conflict', retryable: false, requestId: null, ...job.error };
    this.go({ name: 'failed', failure, job });
    this.listener.tell('shotform-failure', failure);
  }

  private async report(job: AnalysisJob): Promise<void> {
    const signal = this.go({ name: 'report', job, results: null, failure: null });
    try {
      const results = await this.client.analyses.results(job.id, { signal });
      if (signal.aborted) return;
      this.view = { name: 'report', job, results, failure: null };
      this.listener.changed();
      this.listener.tell('shotform-report-open', { id: job.id });
    } catch (error) {
      if (!signal.aborted) this.fail(error, (failure) => ({ name: 'report', job, results: null, failure }));
    }
  }

  private refuse(failure: Failure): void {
    this.go({ name: 'failed', failure, job: null });
    this.listener.tell('shotform-failure', failure);
  }

  private fail(error: unknown, viewOf: (failure: Failure) => View): void {
    if (this.closing.signal.aborted) return;
    const failure = failureOf(error);
    this.go(viewOf(failure));
    this.listener.tell('shotform-failure', failure);
  }

  /** Leaves a view for another one; gives the signal that ends what the new one starts. */
  private go(view: View): AbortSignal {
    this.leaving.abort();
    this.leaving = new AbortController();
    if (view.name !== 'sending') this.upload = null;
    this.view = view;
    this.listener.changed();
    return this.leaving.signal;
  }
}
