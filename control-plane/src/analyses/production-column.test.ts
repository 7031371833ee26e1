/** The whole path once more where nothing is embedded but the database: objects in S3, the queue on Redis. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasSwift, startSwift, swiftPackages, type Swift } from '../objects/testing/swift.ts';
import { AnalysisQueue } from '../queue/analysis-queue.ts';
import { hasRedis, redisPackages, startRedis, type TestRedis } from '../queue/testing/redis.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant } from '../testing/test-tenant.ts';
import { TestWorker } from '../testing/test-worker.ts';

const missing = !hasSwift() || !hasRedis();

describe.skipIf(missing)(`S3 and Redis (need Debian's ${[...swiftPackages, ...redisPackages].join(', ')})`, () => {
  let swift: Swift;
  let redis: TestRedis;
  let app: TestApp;
  beforeAll(async () => {
    swift = await startSwift();
    redis = await startRedis();
    app = await startTestApp({
      REDIS_URL: redis.url,
      S3_BUCKET: swift.bucket,
      S3_ENDPOINT: swift.endpoint,
      S3_REGION: swift.region,
      S3_ACCESS_KEY_ID: swift.credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: swift.credentials.secretAccessKey,
      S3_FORCE_PATH_STYLE: 'true',
      S3_CHECKSUMS: 'read-back',
      RECONCILE_SECONDS: '3600',
    });
  });
  afterAll(async () => {
    await app.stop();
    await redis.stop();
    await swift.stop();
  });

  test('from a video to its report', async () => {
    const player = await TestPlayer.open(app.url, await addTenant(app));
    const worker = new TestWorker(app.url, app.config.fleetToken);
    const video = fakeVideo(9 * 1024 * 1024);
    const { id } = await player.analyze((await player.upload(video)).id);
    await expect.poll(() => app.app.get(AnalysisQueue, { strict: false }).pending()).toEqual(new Set([id]));
    await worker.finish(id);
    const { files } = await player.results(id);
    const source = await fetch(files.source.url);
    expect(source.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await source.arrayBuffer()).equals(video)).toBe(true);
    expect(await (await fetch(files.annotated.url, { headers: { range: 'bytes=0-3' } })).text()).toBe('anno');
  });
});
