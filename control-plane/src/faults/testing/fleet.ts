/** Workers that are sent by the real queue, and that misbehave on purpose. */
import { ANALYSES_QUEUE, type Claim, type Id, type LookJob } from '@shotform/contracts';
import { createPostgresBackend, type Job, Worker } from 'bullmq';
import { QUEUE_SCHEMA } from '../../database/migrate.ts';
import { ProblemAnswer } from '../../testing/http-client.ts';
import type { TestWorker } from '../../testing/test-worker.ts';
import { patiently } from '../../testing/patience.ts';

/** How an attempt goes. `silent`: the worker is gone after its claim, or after it has stored its outputs. */
export type Conduct = 'good' | 'fails' | 'hands-back' | 'silent' | 'silent-late';

export class Fleet {
  readonly #bull: { close(): Promise<void> };
  readonly #worker: TestWorker;
  readonly #conduct: () => Conduct;

  constructor(queueUrl: string, worker: TestWorker, conduct: () => Conduct) {
    this.#worker = worker;
    this.#conduct = conduct;
    const connection = { connectionString: queueUrl, schema: QUEUE_SCHEMA, max: 4 };
    const options = { connection, concurrency: 3, maxStalledCount: 0, drainDelay: 1 };
    const look = (job: Job<LookJob>): Promise<void> => this.#look(job.data.analysis);
    const bull = new Worker(ANALYSES_QUEUE, look, options, createPostgresBackend);
    // The database is killed on purpose.
    bull.on('error', () => undefined);
    this.#bull = bull;
  }

  async close(): Promise<void> {
    await this.#bull.close();
  }

  async #look(analysis: Id<'analysis'>): Promise<void> {
    try {
      await this.#attempt(await patiently(() => this.#worker.claim(analysis)));
    } catch (error) {
      // Taken by another, superseded or over: nothing to do here.
      if (!(error instanceof ProblemAnswer)) throw error;
    }
  }

  async #attempt(claim: Claim): Promise<void> {
    // Whoever fails again and again waits longer and longer: the third attempt is a good one.
    const conduct = claim.fence <= 2 ? this.#conduct() : 'good';
    if (conduct === 'silent') return;
    await patiently(() => this.#worker.beat(claim));
    await patiently(() => this.#worker.progress(claim, { stage: 'vision', percent: 50 }));
    if (conduct === 'hands-back') return patiently(() => this.#worker.handBack(claim));
    if (conduct === 'fails') {
      const failure = { code: 'internal', message: 'on purpose', retryable: true };
      return patiently(() => this.#worker.fail(claim, failure));
    }
    const finished = await patiently(() => this.#worker.work(claim));
    if (conduct !== 'silent-late') await patiently(() => this.#worker.complete(claim, finished));
  }
}
