/** The queue as a worker sees it: somebody says which analysis to look at. It is never the truth. */
import { randomUUID } from 'node:crypto';
import { ANALYSES_QUEUE, lookJobSchema } from '@shotform/contracts';
import { Worker, createPostgresBackend, type Job, type WorkerOptions } from 'bullmq';

export interface Hint {
  analysis: string;
  /** Takes it out of the queue. */
  done(): Promise<void>;
}

const options = {
  autorun: false,
  // A worker that vanished between a hint and its claim: the reconciler finds the analysis, not the queue.
  maxStalledCount: 0,
  // Seconds. After this long without a word from the queue it is asked.
  drainDelay: 5,
  removeOnComplete: { count: 0 },
  removeOnFail: { age: 24 * 3600, count: 1000 },
} satisfies Omit<WorkerOptions, 'connection'>;

/** What is used of BullMQ's worker, whichever backend it stands on. */
interface Listener {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  startStalledCheckTimer(): Promise<void>;
  getNextJob(token: string): Promise<Job | undefined>;
  close(): Promise<void>;
}

export class Hints {
  private readonly worker: Listener;
  private readonly token = randomUUID();
  private closed = false;

  /** `onError` hears of lost connections; they are made again without our doing. */
  constructor(url: string, onError: (error: Error) => void) {
    this.worker = open(url);
    // Closing ends connections, and the driver calls that an error.
    this.worker.on('error', (error) => this.closed || onError(error));
  }

  /** Rejects where the queue cannot be reached or is of another version. */
  async ready(): Promise<void> {
    await this.worker.waitUntilReady();
    await this.worker.startStalledCheckTimer();
  }

  /** The next hint, or `null` after some seconds without one, or once closed. */
  async next(): Promise<Hint | null> {
    const job = await this.worker.getNextJob(this.token).catch((error: unknown) => {
      if (!this.closed) throw error;
    });
    if (!job) return null;
    const look = lookJobSchema.safeParse(job.data);
    if (look.success) return { analysis: look.data.analysis, done: () => this.finish(job) };
    await job.moveToFailed(new Error('not a look job'), this.token, false);
    return null;
  }

  /** Ends a `next` that waits. */
  async close(): Promise<void> {
    this.closed = true;
    await this.worker.close();
  }

  private async finish(job: Job): Promise<void> {
    await job.moveToCompleted(null, this.token, false);
  }
}

function open(url: string): Listener {
  if (!url.startsWith('postgres')) return new Worker(ANALYSES_QUEUE, null, { ...options, connection: { url } });
  const connection = { connectionString: url, max: 3 };
  return new Worker(ANALYSES_QUEUE, null, { ...options, connection }, createPostgresBackend);
}
