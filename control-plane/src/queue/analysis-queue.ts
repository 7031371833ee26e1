import { randomUUID } from 'node:crypto';
import { ANALYSES_QUEUE, lookJobSchema, type Id, type LookJob } from '@shotform/contracts';
import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { DefaultJobOptions, Job, Queue } from 'bullmq';
import { Logger } from '../operations/logger.ts';

/** The only job there is: "look whether this analysis can be claimed". */
export const LOOK = 'look';

/** Once and no more: who tries again is the reconciler's to say. What is over is kept a little, for whoever asks why. */
export const lookOptions: DefaultJobOptions = {
  attempts: 1,
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 24 * 3600, count: 1000 },
};

/** BullMQ's largest, which is looked at last. */
const LAST_PRIORITY = 2_097_151;

const pendingTypes = ['waiting', 'prioritized', 'delayed'] as const;

export interface Look {
  analysis: Id<'analysis'>;
  /** How many of the tenant's wait or run already: its tenth comes after another tenant's first. */
  before: number;
  delayMs?: number;
}

/** Tells workers where to look. A hint and never the truth: what it loses the reconciler finds. */
@Injectable()
export class AnalysisQueue implements OnModuleInit {
  constructor(
    @InjectQueue(ANALYSES_QUEUE) private readonly queue: Queue<LookJob, void, typeof LOOK>,
    private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.queue.on('error', (error) => this.logger.warn({ err: error }, 'the queue does not answer'));
  }

  /** @throws where the queue does not answer. */
  async look({ analysis, before, delayMs = 0 }: Look): Promise<void> {
    const priority = Math.min(before + 1, LAST_PRIORITY);
    // An id of ours: for its own the backend would create a sequence, which the queue's login may not. Always a new one: a
    // look that is over must not stand in the way of the next.
    const jobId = `${analysis}-${randomUUID()}`;
    await this.queue.add(LOOK, lookJobSchema.parse({ analysis }), { ...lookOptions, jobId, priority, delay: delayMs });
  }

  /** As `look`, for where there is nobody to tell of a queue that does not answer: the reconciler comes round. */
  lookSoon(look: Look): void {
    this.look(look).catch((error: unknown) => this.logger.warn({ err: error }, 'an analysis could not be enqueued'));
  }

  /** How many looks are still to come. */
  async pendingCount(): Promise<number> {
    return this.queue.getJobCountByTypes(...pendingTypes);
  }

  /** The analyses that they are about. */
  async pending(): Promise<Set<string>> {
    const jobs = await this.queue.getJobs([...pendingTypes]);
    return new Set(jobs.map((job: Job<LookJob>) => job.data.analysis));
  }
}
