/** The queue as the worker sees it: on a real PostgreSQL, under the role that workers have, and on a real Redis. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANALYSES_QUEUE } from '@shotform/contracts';
import { Queue, createPostgresBackend } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../../control-plane/src/database/embedded-postgres.ts';
import { migrate } from '../../../control-plane/src/database/migrate.ts';
import { hasRedis, startRedis } from '../../../control-plane/src/queue/testing/redis.ts';
import { Hints } from './hints.ts';

const analysis = 'analysis_01jb2kq1f9ey8r2z0v3n4m5p6q';

interface TestQueue {
  url: string;
  queue: Pick<Queue<unknown, unknown, string>, 'add' | 'close' | 'getJobCountByTypes'>;
  stop(): Promise<void>;
}

async function onPostgres(): Promise<TestQueue> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shotform-hints-'));
  const postgres = await startPostgres({ dataDir });
  await migrate(postgres.urls.owner);
  const url = postgres.urls.queue;
  const connection = { connectionString: url, max: 3 };
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  };
  return { url, queue: new Queue(ANALYSES_QUEUE, { connection }, createPostgresBackend), stop };
}

async function onRedis(): Promise<TestQueue> {
  const redis = await startRedis();
  return { ...redis, queue: new Queue(ANALYSES_QUEUE, { connection: { url: redis.url } }), stop: () => redis.stop() };
}

describe.each([
  ['PostgreSQL', onPostgres, true],
  ['Redis', onRedis, hasRedis()],
])('hints from %s', (_name, start, available) => {
  const hint = it.skipIf(!available);
  let backend: TestQueue;
  let hints: Hints;
  const errors: string[] = [];
  beforeAll(async () => {
    if (available) backend = await start();
  });
  afterAll(async () => {
    await backend?.queue.close();
    await backend?.stop();
  });
  beforeEach(async () => {
    errors.length = 0;
    hints = new Hints(backend.url, (error) => errors.push(error.message));
    await hints.ready();
  });
  afterEach(async () => {
    await hints.close();
    expect(errors).toEqual([]);
  });

  const add = (data: unknown, jobId: string): Promise<unknown> =>
    backend.queue.add('look', data, { jobId, attempts: 1 });

  hint('come one by one, and are gone once done', async () => {
    await add({ analysis }, `${analysis}-1`);
    await add({ analysis }, `${analysis}-2`);
    for (let i = 0; i < 2; i++) {
      const next = await hints.next();
      expect(next?.analysis).toBe(analysis);
      await next!.done();
    }
    expect(await backend.queue.getJobCountByTypes('waiting', 'active', 'failed')).toBe(0);
    expect(await hints.next()).toBeNull();
  });

  hint('wake a worker that waits', async () => {
    expect(await hints.next()).toBeNull();
    const waiting = hints.next();
    await add({ analysis }, `${analysis}-3`);
    const next = (await waiting) ?? (await hints.next());
    expect(next?.analysis).toBe(analysis);
    await next!.done();
  });

  hint('that say nothing are put aside', async () => {
    await add({ analysis: 'x' }, 'nonsense');
    expect(await hints.next()).toBeNull();
    expect(await backend.queue.getJobCountByTypes('failed')).toBe(1);
  });

  hint('end for a worker that is closed while it waits', async () => {
    await hints.next();
    const waiting = hints.next();
    await hints.close();
    expect(await waiting).toBeNull();
  });
});

it('a queue that cannot be reached is an error', async () => {
  const hints = new Hints('postgres://nobody@127.0.0.1:1/none', () => undefined);
  await expect(hints.ready()).rejects.toThrow();
  await hints.close();
});
