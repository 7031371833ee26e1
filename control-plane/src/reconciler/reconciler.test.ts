import { ANALYSES_QUEUE, type AnalysisJob } from '@shotform/contracts';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AnalysisQueue } from '../queue/analysis-queue.ts';
import { readRows } from '../testing/tables.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant } from '../testing/test-tenant.ts';
import { TestWorker } from '../testing/test-worker.ts';
import { Reconciler } from './reconciler.ts';

let app: TestApp;
let player: TestPlayer;
let worker: TestWorker;
let reconciler: Reconciler;
let bull: Queue;

beforeAll(async () => {
  app = await startTestApp({ RECONCILE_SECONDS: '3600' });
  player = await TestPlayer.open(app.url, await addTenant(app));
  worker = new TestWorker(app.url, app.config.fleetToken);
  reconciler = app.app.get(Reconciler, { strict: false });
  bull = app.app.get<Queue>(getQueueToken(ANALYSES_QUEUE), { strict: false });
});
afterAll(() => app.stop());
beforeEach(async () => {
  for (const { id, status } of (await player.analyses('?limit=100')).data) {
    if (status === 'queued' || status === 'running') await player.post(`/v1/analyses/${id}/cancel`);
  }
  await bull.obliterate({ force: true });
});

const queue = async (): Promise<AnalysisJob> => player.analyze((await player.upload(fakeVideo(20_000))).id);
const pending = (): Promise<Set<string>> => app.app.get(AnalysisQueue, { strict: false }).pending();
const untilPending = (...ids: string[]): Promise<void> => expect.poll(pending).toEqual(new Set(ids));

describe('an attempt past its lease', () => {
  test('is taken over by another worker', async () => {
    const { id } = await queue();
    await worker.claim(id);
    await bull.obliterate({ force: true });
    await reconciler.endSilentAttempts();
    expect(await player.analysis(id)).toMatchObject({ status: 'running' });
    app.clock.advance(46_000);
    await reconciler.endSilentAttempts();
    expect(await player.analysis(id)).toMatchObject({ status: 'queued', stage: null, percent: 0 });
    await untilPending(id);
    expect((await worker.finish(id)).fence).toBe(2);
  });

  test('the last one ends the analysis, says why, and gives back what was set aside', async () => {
    const { id } = await queue();
    for (let fence = 1; fence <= 3; fence++) {
      expect((await worker.claim(id)).fence).toBe(fence);
      app.clock.advance(46_000);
      await reconciler.endSilentAttempts();
    }
    expect(await player.analysis(id)).toMatchObject({ status: 'failed', error: { code: 'internal', retryable: true } });
    const rows = await readRows(app.database, 'SELECT status FROM reservations WHERE analysis_id = $1', [id]);
    expect(rows).toEqual([{ status: 'released' }]);
    const attempts = await readRows(app.database, 'SELECT status, error_code FROM attempts WHERE analysis_id = $1', [
      id,
    ]);
    expect(attempts).toEqual(Array.from({ length: 3 }, () => ({ status: 'superseded', error_code: 'lease_expired' })));
  });

  test('two who look at once end it once', async () => {
    const { id } = await queue();
    await worker.claim(id);
    await bull.obliterate({ force: true });
    app.clock.advance(46_000);
    await Promise.all([reconciler.endSilentAttempts(), reconciler.endSilentAttempts()]);
    const told = await readRows(app.database, `SELECT 1 FROM events WHERE data->'analysis'->>'id' = $1`, [id]);
    expect(told).toHaveLength(3);
    expect(await bull.getJobCountByTypes('waiting', 'prioritized', 'delayed')).toBe(1);
  });
});

describe('what the queue lost', () => {
  test('is enqueued again, and only that', async () => {
    const kept = await queue();
    await untilPending(kept.id);
    const lost = await queue();
    await untilPending(kept.id, lost.id);
    await Promise.all(
      (await bull.getJobs(['prioritized', 'waiting'])).map((job) => job.data.analysis === lost.id && job.remove()),
    );
    await untilPending(kept.id);
    expect(await reconciler.findLost()).toBe(0);
    app.clock.advance(23_000);
    expect(await reconciler.findLost()).toBe(1);
    await untilPending(kept.id, lost.id);
    expect(await reconciler.findLost()).toBe(0);
  });

  test('all of it', async () => {
    const all = [await queue(), await queue(), await queue()].map(({ id }) => id);
    await untilPending(...all);
    await bull.obliterate({ force: true });
    app.clock.advance(23_000);
    expect(await reconciler.findLost()).toBe(3);
    await untilPending(...all);
  });
});

test('an attempt that failed comes back when its pause is over', async () => {
  const { id } = await queue();
  await untilPending(id);
  await bull.obliterate({ force: true });
  const claim = await worker.claim(id);
  await worker.fail(claim, { code: 'internal', message: 'out of memory', retryable: true });
  await expect.poll(() => bull.getJobCountByTypes('delayed')).toBe(1);
});
