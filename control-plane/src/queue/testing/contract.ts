/** What the queue keeps to, whichever backend: the same tests run against PostgreSQL and against Redis. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ANALYSES_QUEUE, type Id, type LookJob } from '@shotform/contracts';
import { getQueueToken } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type ConnectionOptions, type Queue, Worker } from 'bullmq';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Config } from '../../config/config.ts';
import { newId } from '../../identity/id.ts';
import { createLogger, Logger } from '../../operations/logger.ts';
import { AnalysisQueue } from '../analysis-queue.ts';
import { queueConnection } from '../connection.ts';
import { QueueModule } from '../queue.module.ts';

export type QueueSettings = Pick<Config, 'redisUrl' | 'queueDatabase'>;

export function describeQueue(settings: () => QueueSettings): void {
  let queue: AnalysisQueue;
  let bull: Queue<LookJob>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    @Global()
    @Module({
      providers: [
        { provide: Config, useValue: settings() },
        { provide: Logger, useValue: createLogger('silent') },
      ],
      exports: [Config, Logger],
    })
    class Foundation {}
    const app = await Test.createTestingModule({ imports: [Foundation, QueueModule] }).compile();
    app.enableShutdownHooks();
    await app.init();
    queue = app.get(AnalysisQueue);
    bull = app.get<Queue<LookJob>>(getQueueToken(ANALYSES_QUEUE));
    close = () => app.close();
  });
  afterAll(() => close());
  beforeEach(() => bull.obliterate({ force: true }));

  const connection = (): ConnectionOptions => queueConnection(settings());

  /** Works off what there is, as a worker does, and answers in which order it came. */
  async function workOff(count: number, work: () => void = () => undefined): Promise<string[]> {
    const seen: string[] = [];
    const worker = new Worker<LookJob>(
      ANALYSES_QUEUE,
      async (job) => {
        seen.push(job.data.analysis);
        work();
      },
      { connection: connection(), maxStalledCount: 0 },
    );
    worker.on('error', () => undefined);
    const deadline = Date.now() + 20_000;
    while (seen.length < count && Date.now() < deadline) await sleep(20);
    await worker.close();
    return seen;
  }

  const analysis = (): Id<'analysis'> => newId('analysis');

  test('a look comes to a worker once', async () => {
    const wanted = analysis();
    await queue.look({ analysis: wanted, before: 0 });
    expect(await queue.pending()).toEqual(new Set([wanted]));
    expect(await queue.pendingCount()).toBe(1);
    expect(await workOff(1)).toEqual([wanted]);
    expect(await queue.pending()).toEqual(new Set());
    expect(await queue.pendingCount()).toBe(0);
  });

  test("one tenant's many do not starve another's first", async () => {
    const many = [analysis(), analysis(), analysis()];
    for (const [before, each] of many.entries()) await queue.look({ analysis: each, before });
    const other = analysis();
    await queue.look({ analysis: other, before: 0 });
    expect(await workOff(4)).toEqual([many[0], other, many[1], many[2]]);
  });

  test('a look that is to wait counts as pending, and comes later', async () => {
    const late = analysis();
    const soon = analysis();
    await queue.look({ analysis: late, before: 0, delayMs: 400 });
    await queue.look({ analysis: soon, before: 0 });
    expect(await queue.pending()).toEqual(new Set([late, soon]));
    expect(await workOff(2)).toEqual([soon, late]);
  });

  test('what failed is not run again', async () => {
    await queue.look({ analysis: analysis(), before: 0 });
    const last = analysis();
    await workOff(1, () => {
      throw new Error('no');
    });
    await queue.look({ analysis: last, before: 0 });
    expect(await workOff(1)).toEqual([last]);
    expect(await bull.getJobCountByTypes('failed')).toBe(1);
    expect(await queue.pendingCount()).toBe(0);
  });

  test('what is over is kept by number and age', async () => {
    await queue.look({ analysis: analysis(), before: 0 });
    const [job] = await bull.getJobs(['waiting', 'prioritized']);
    expect(job?.opts).toMatchObject({
      attempts: 1,
      removeOnComplete: { age: 3600, count: 1000 },
      removeOnFail: { age: 86_400, count: 1000 },
    });
  });

  test('the name of a job is the one that workers know', async () => {
    await queue.look({ analysis: analysis(), before: 0 });
    const [job] = await bull.getJobs(['waiting', 'prioritized']);
    expect(job?.name).toBe('look');
  });
}
