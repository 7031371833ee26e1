import type { Response } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../config/config.ts';
import { hasRedis, redisPackages, startRedis, type TestRedis } from '../queue/testing/redis.ts';
import { RateLimits } from './rate-limits.ts';

const rates = { anonymous: 2, publishable: 2, session: 2, secret: 2, member: 2, signIn: 2 };
const opened: RateLimits[] = [];

async function limits(redisUrl: string | null): Promise<RateLimits> {
  const made = new RateLimits({ rates, redisUrl } as Config);
  opened.push(made);
  await made.onModuleInit();
  return made;
}
afterAll(() => opened.forEach((each) => each.onApplicationShutdown()));

/** Counts one request, and tells what the answer's headers say, or the code of the refusal. */
async function count(from: RateLimits, name: 'session' | 'secret', who: string): Promise<string> {
  const headers: Record<string, string> = {};
  const response = { set: (more: Record<string, string>) => Object.assign(headers, more) } as unknown as Response;
  try {
    await from.count(name, who, response);
    return headers['RateLimit'] ?? '';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

function describeLimits(redisUrl: () => string | null): void {
  test('so many in a window, then none; each of theirs alone', async () => {
    const some = await limits(redisUrl());
    expect(await count(some, 'session', 'a')).toMatch(/^"session";r=1;t=\d+$/);
    expect(await count(some, 'session', 'a')).toMatch(/^"session";r=0;t=\d+$/);
    expect(await count(some, 'session', 'a')).toBe('rate_limited');
    expect(await count(some, 'session', 'b')).toMatch(/^"session";r=1/);
    expect(await count(some, 'secret', 'a')).toMatch(/^"secret";r=1/);
  });
}

describe('in this process', () => describeLimits(() => null));

describe.skipIf(!hasRedis())(`in Redis (needs Debian's package ${redisPackages.join(', ')})`, () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeLimits(() => redis.url);

  test('several processes count together', async () => {
    const [one, two] = [await limits(redis.url), await limits(redis.url)];
    await count(one, 'session', 'shared');
    await count(two, 'session', 'shared');
    expect(await count(one, 'session', 'shared')).toBe('rate_limited');
  });
});

test('a Redis that is away does not stop us: each process counts for itself', async () => {
  const some = await limits('redis://127.0.0.1:1');
  expect(await count(some, 'session', 'a')).toMatch(/^"session";r=1/);
  await count(some, 'session', 'a');
  expect(await count(some, 'session', 'a')).toBe('rate_limited');
});
