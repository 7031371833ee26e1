import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const good = {
  DATABASE_URL: 'postgresql://shotform_app:x@db/shotform',
  DATABASE_AUTH_URL: 'postgresql://shotform_auth:x@db/shotform',
  DATABASE_SYSTEM_URL: 'postgresql://shotform_system:x@db/shotform',
  DATABASE_QUEUE_URL: 'postgresql://shotform_queue:x@db/shotform',
  SHOTFORM_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  SHOTFORM_FLEET_TOKEN: 'f'.repeat(40),
};

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('what is needed is enough: the rest has defaults', () => {
  expect(readConfig(good)).toMatchObject({
    port: 4700,
    filesPort: 4702,
    publicUrl: 'http://localhost:4700',
    filesUrl: 'http://localhost:4702',
    redisUrl: null,
    s3: null,
    limits: { bytes: 2 * 1024 ** 3, durationSeconds: 600, sidePixels: 3840, framesPerSecond: 240 },
  });
});

test('every variable that is wrong is named, all at once', () => {
  const problems = problemsOf({
    ...good,
    PORT: 'seven',
    SHOTFORM_MASTER_KEY: 'c2hvcnQ=',
    REDIS_URL: 'http://redis',
    DATABASE_AUTH_URL: undefined,
  });
  const names = problems.map((problem) => problem.split(':')[0]).sort();
  expect(names).toEqual(['DATABASE_AUTH_URL', 'PORT', 'REDIS_URL', 'SHOTFORM_MASTER_KEY']);
});

test('a secret that is wrong is not repeated in the message', () => {
  const secret = 'not-32-bytes-but-secret';
  expect(problemsOf({ ...good, SHOTFORM_MASTER_KEY: secret }).join()).not.toContain(secret);
});

test.each(Object.keys(good))('%s is needed', (name) => {
  expect(problemsOf({ ...good, [name]: undefined }).map((problem) => problem.split(':')[0])).toEqual([name]);
});

test('the queue needs no database of its own where there is Redis', () => {
  const config = readConfig({ ...good, DATABASE_QUEUE_URL: undefined, REDIS_URL: 'redis://cache:6379' });
  expect(config).toMatchObject({ redisUrl: 'redis://cache:6379', queueDatabase: null });
});

test('a bucket chooses S3; half of its credentials, or settings without a bucket, are a mistake', () => {
  const s3 = { S3_BUCKET: 'videos', S3_ENDPOINT: 'http://store:9000' };
  expect(readConfig({ ...good, ...s3 }).s3).toMatchObject({ bucket: 'videos', endpoint: 'http://store:9000' });
  expect(problemsOf({ ...good, ...s3, S3_ACCESS_KEY_ID: 'a' })[0]).toMatch(/^S3_SECRET_ACCESS_KEY:/);
  expect(problemsOf({ ...good, S3_ENDPOINT: 'http://store:9000' })[0]).toMatch(/^S3_BUCKET:/);
});

test('an empty variable is an unset one', () => {
  expect(readConfig({ ...good, REDIS_URL: '', S3_BUCKET: '', PORT: '' })).toMatchObject({ redisUrl: null, port: 4700 });
});
