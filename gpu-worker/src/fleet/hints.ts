/** The queue as a worker sees it: somebody says which analysis to look at. It is never the truth. */
import { ANALYSES_QUEUE, lookJobSchema } from '@shotform/contracts';
import { Worker, createPostgresBackend, type Job, type WorkerOptions } from 'bullmq';

export interface HintsOptions {
  /** `postgres://...` or `redis://...` */
  url: string;
  /** Looks at one analysis, to the end of the work if there is any. Not called again before it has settled. */
  onHint: (analysis: string) => Promise<void>;
  /** Hears of lost connections, which are made again without our doing, and of what `onHint` throws. */
  onError: (error: Error) => void;
}

const options = {
  autorun: false,
  concurrency: 1,
  // A worker that vanished over a hint: the reconciler finds the analysis again, not the queue.
  maxStalledCount: 0,
} satisfies Omit<WorkerOptions, 'connection'>;

/** What is used of BullMQ's worker, whichever backend it stands on. */
interface Listener {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  run(): Promise<void>;
  close(): Promise<void>;
}

export class Hints {
  private readonly worker: Listener;
  private readonly onError: (error: Error) => void;
  private closing = false;

  constructor({ url, onHint, onError }: HintsOptions) {
    this.onError = onError;
    this.worker = open(url, (job) => onHint(lookJobSchema.parse(job.data).analysis));
    // Closing ends connections, and the drivers call that an error.
    this.worker.on('error', (error) => this.closing || onError(error));
    this.worker.on('failed', (_job, error) => onError(error));
  }

  /** Begins to listen. Rejects where the queue cannot be reached or is of another version. */
  async start(): Promise<void> {
    await this.worker.waitUntilReady();
    this.worker.run().catch((error: Error) => this.onError(error));
  }

  /** Listens no more; resolves when what was begun is done. */
  async close(): Promise<void> {
    this.closing = true;
    await this.worker.close();
  }
}

function open(url: string, look: (job: Job) => Promise<void>): Listener {
  if (!url.startsWith('postgres')) return new Worker(ANALYSES_QUEUE, look, { ...options, connection: { url } });
  const connection = { connectionString: url, max: 3 };
  return new Worker(ANALYSES_QUEUE, look, { ...options, connection }, createPostgresBackend);
}
