import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from '../database/embedded-postgres.ts';
import { migrate } from '../database/migrate.ts';
import { describeQueue } from './testing/contract.ts';

describe('the queue on PostgreSQL', () => {
  let postgres: EmbeddedPostgres;
  const dataDir = mkdtempSync(join(tmpdir(), 'shotform-queue-'));
  beforeAll(async () => {
    postgres = await startPostgres({ dataDir });
    await migrate(postgres.urls.owner);
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  });

  describeQueue(() => ({ redisUrl: null, queueDatabase: postgres.urls.queue }));
});
