/** Analyses: the job, from what was uploaded to its report. */
import type { AnalysisJob, CreateAnalysis, List, Results } from '@shotform/contracts';
import { delayAfter, sleep } from './backoff.ts';
import { ShotformAbortError, ShotformNotFoundError, ShotformSdkError } from './errors.ts';
import type { Events } from './events.ts';
import type { Session } from './session.ts';
import { anySignal } from './transport.ts';

export interface CallOptions {
  signal?: AbortSignal;
}
export interface CreateOptions extends CallOptions {
  /** The same key and the same body: the same analysis, however often it is asked for. Its own where none is given. */
  idempotencyKey?: string;
}
export interface ListOptions extends CallOptions {
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** 1-100; 20 where it is not given. */
  limit?: number;
}
export interface WaitOptions extends CallOptions {
  /** Called with the job as it is now, and after every change. */
  onUpdate?: (analysis: AnalysisJob) => void;
}

/** The row is asked for this often while events flow, in case one was lost; */
const WATCHED_MILLISECONDS = 30_000;
/** and this often while they do not. */
const POLLED_MILLISECONDS = 4000;
const backoff = { firstMilliseconds: 1000, longestMilliseconds: 30_000 };

export class Analyses {
  private readonly session: Session;
  private readonly events: Events;

  constructor(session: Session, events: Events) {
    this.session = session;
    this.events = events;
  }

  /** Asks for an upload to be analysed. Answers at once, with the job queued. */
  create(body: CreateAnalysis, { idempotencyKey = crypto.randomUUID(), signal }: CreateOptions = {}) {
    return this.session.request<AnalysisJob>('/v1/analyses', { method: 'POST', body, idempotencyKey, signal });
  }

  get(id: string, { signal }: CallOptions = {}) {
    return this.session.request<AnalysisJob>(path(id), { signal });
  }

  /** The player's own, newest first. */
  list({ cursor, limit, signal }: ListOptions = {}) {
    return this.session.request<List<AnalysisJob>>('/v1/analyses', { query: { cursor, limit }, signal });
  }

  /** The report, and addresses of the files that expire. `state_conflict` before the analysis has succeeded. */
  results(id: string, { signal }: CallOptions = {}) {
    return this.session.request<Results>(`${path(id)}/results`, { signal });
  }

  /** Erases the analysis, its video and its files. */
  delete(id: string, { signal }: CallOptions = {}) {
    return this.session.request<void>(path(id), { method: 'DELETE', signal });
  }

  /** Calls the job off. */
  cancel(id: string, { signal }: CallOptions = {}) {
    return this.session.request<AnalysisJob>(`${path(id)}/cancel`, { method: 'POST', signal });
  }

  /**
   * Waits until the job has succeeded, failed or was cancelled, and gives it as it is then. By live events; by asking
   * where they do not come through. A lost connection is waited out.
   * Errors: `ShotformAbortError`; `ShotformNotFoundError` where it was deleted; what else the API refuses.
   */
  async wait(id: string, { onUpdate, signal }: WaitOptions = {}): Promise<AnalysisJob> {
    const watch = new Watch(id, onUpdate);
    const stop = new AbortController();
    const unsubscribe = this.events.subscribe((event) => watch.take(event), { onOpen: () => watch.wake() });
    try {
      const asking = this.ask(watch, anySignal(signal, stop.signal));
      return await Promise.race([watch.ended, asking]);
    } finally {
      stop.abort();
      unsubscribe();
    }
  }

  /** Gets the row again and again; never returns, but throws what cannot be waited out. */
  private async ask(watch: Watch, signal: AbortSignal): Promise<never> {
    for (let failures = 0; ;) {
      try {
        const seen = watch.changes;
        const analysis = await this.get(watch.id, { signal });
        // What an event said meanwhile is newer than this.
        if (watch.changes === seen) watch.update(analysis);
        failures = 0;
      } catch (error) {
        if (!(error instanceof ShotformSdkError) || !error.retryable) throw error;
        failures++;
      }
      const usual = this.events.connected ? WATCHED_MILLISECONDS : POLLED_MILLISECONDS;
      await watch.pause(failures > 0 ? delayAfter(failures, backoff) : usual, signal);
    }
  }
}

function path(id: string): string {
  return `/v1/analyses/${encodeURIComponent(id)}`;
}

/** What is known of one job while somebody waits for it. */
class Watch {
  readonly id: string;
  readonly ended: Promise<AnalysisJob>;
  /** How often it was told of. */
  changes = 0;
  private readonly onUpdate: ((analysis: AnalysisJob) => void) | undefined;
  private readonly settle: PromiseWithResolvers<AnalysisJob>;
  private last = '';
  private waking = new AbortController();

  constructor(id: string, onUpdate: ((analysis: AnalysisJob) => void) | undefined) {
    this.id = id;
    this.onUpdate = onUpdate;
    this.settle = Promise.withResolvers();
    this.ended = this.settle.promise;
    this.ended.catch(() => undefined);
  }

  take(event: Parameters<Parameters<Events['subscribe']>[0]>[0]): void {
    if (event.analysis.id !== this.id) return;
    this.changes++;
    if (event.type === 'analysis.updated') this.update(event.analysis);
    else this.settle.reject(new ShotformNotFoundError(404, { code: 'not_found', title: 'The analysis was deleted.' }));
  }

  update(analysis: AnalysisJob): void {
    const now = JSON.stringify(analysis);
    if (now === this.last) return;
    this.last = now;
    this.onUpdate?.(analysis);
    if (['succeeded', 'failed', 'canceled'].includes(analysis.status)) this.settle.resolve(analysis);
  }

  /** Ends the pause: something may have happened while nobody was told. */
  wake(): void {
    this.waking.abort();
  }

  async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.waking = new AbortController();
    try {
      await sleep(milliseconds, anySignal(signal, this.waking.signal));
    } catch (error) {
      if (!(error instanceof ShotformAbortError) || signal.aborted) throw error;
    }
  }
}
