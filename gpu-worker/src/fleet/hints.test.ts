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
const other = 'analysis_01jb2kq1f9ey8r2z0v3n4m5p6r';

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
  let seen: string[];
  let errors: string[];
  /** What the worker does with a hint; each test says. */
  let work: () => Promise<void>;
  beforeAll(async () => {
    if (available) backend = await start();
  });
  afterAll(async () => {
    await backend?.queue.close();
    await backend?.stop();
  });
  beforeEach(async () => {
    seen = [];
    errors = [];
    work = async () => undefined;
    const onHint = (analysis: string): Promise<void> => {
      seen.push(analysis);
      return work();
    };
    hints = new Hints({ url: backend.url, onHint, onError: (error) => errors.push(error.message) });
    await hints.start();
  });
  afterEach(() => hints.close());

  const add = (data: unknown, jobId: string): Promise<unknown> =>
    backend.queue.add('look', data, { jobId, attempts: 1, removeOnComplete: true, removeOnFail: true });
  const left = (): Promise<number> => backend.queue.getJobCountByTypes('waiting', 'active', 'failed');

  hint('wake a worker that waits, and are gone once done', async () => {
    await add({ analysis }, `${analysis}-1`);
    await expect.poll(() => seen).toEqual([analysis]);
    await expect.poll(left).toBe(0);
    expect(errors).toEqual([]);
  });

  hint('come one at a time', async () => {
    const first = Promise.withResolvers<void>();
    work = () => first.promise;
    await add({ analysis }, `${analysis}-2`);
    await add({ analysis: other }, `${analysis}-3`);
    await expect.poll(() => seen.length).toBe(1);
    expect(await left()).toBe(2);
    first.resolve();
    await expect.poll(() => new Set(seen)).toEqual(new Set([analysis, other]));
  });

  hint('that say nothing, or lead to an error, are told of and do not end the worker', async () => {
    await add({ analysis: 'x' }, 'nonsense');
    await expect.poll(() => errors.length).toBe(1);
    work = () => Promise.reject(new Error('no control plane'));
    await add({ analysis }, `${analysis}-4`);
    await expect.poll(() => errors[1]).toBe('no control plane');
    work = async () => undefined;
    await add({ analysis: other }, `${analysis}-5`);
    await expect.poll(() => seen).toEqual([analysis, other]);
  });

  hint('are no more taken by a worker that closes; what it has it finishes', async () => {
    const first = Promise.withResolvers<void>();
    work = () => first.promise;
    await add({ analysis }, `${analysis}-6`);
    await expect.poll(() => seen.length).toBe(1);
    let closed = false;
    const closing = hints.close().then(() => (closed = true));
    await add({ analysis: other }, `${analysis}-7`);
    expect(closed).toBe(false);
    first.resolve();
    await closing;
    expect(seen).toEqual([analysis]);
    expect(await left()).toBe(1);
    expect(errors).toEqual([]);
  });
});

it('a queue that cannot be reached is an error', async () => {
  const nothing = async (): Promise<void> => undefined;
  const hints = new Hints({ url: 'postgres://nobody@127.0.0.1:1/none', onHint: nothing, onError: () => undefined });
  await expect(hints.start()).rejects.toThrow();
  await hints.close();
});
