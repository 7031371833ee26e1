import { afterAll, beforeAll, describe } from 'vitest';
import { describeQueue } from './testing/contract.ts';
import { hasRedis, redisPackages, startRedis, type TestRedis } from './testing/redis.ts';

describe.skipIf(!hasRedis())(`the queue on Redis (needs Debian's package ${redisPackages.join(', ')})`, () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeQueue(() => ({ redisUrl: redis.url, queueDatabase: null }));
});
