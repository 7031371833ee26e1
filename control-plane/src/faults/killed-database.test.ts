import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApp, listen } from '../app.ts';
import { Clock } from '../config/clock.ts';
import { readConfig, type Config } from '../config/config.ts';
import { embeddedEnvironment } from '../config/embedded-environment.ts';
import { type EmbeddedPostgres, startPostgres } from '../database/embedded-postgres.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../operations/logger.ts';
import { freePorts } from '../testing/free-ports.ts';
import { type FaultPoint, faultPoints, Faults } from './faults.ts';
import { Actors, hastyEnvironment } from './testing/actors.ts';
import type { Conduct } from './testing/fleet.ts';
import { freeIdempotencyKeys } from './testing/supervised-api.ts';

const PATIENCE_MS = 600_000;
const dataDir = mkdtempSync(join(tmpdir(), 'shotform-crashes-'));
let port: number;
let postgres: EmbeddedPostgres;
let app: NestExpressApplication;
let close: () => Promise<void>;
let config: Config;
let actors: Actors;

beforeAll(async () => {
  const [database, api, files] = (await freePorts(3)) as [number, number, number];
  port = database;
  postgres = await startPostgres({ dataDir, port });
  await migrate(postgres.urls.owner);
  config = readConfig({
    ...embeddedEnvironment(dataDir, postgres.urls),
    ...hastyEnvironment,
    SHOTFORM_DATA_DIR: dataDir,
    PORT: String(api),
    FILES_PORT: String(files),
    RATE_ANONYMOUS: '1000000',
    RATE_PUBLISHABLE: '1000000',
    RATE_SESSION: '1000000',
  });
  const surroundings = { config, clock: new Clock(), logger: createLogger('silent') };
  app = await createApp(surroundings);
  close = await listen(app, surroundings);
  const conducts: Conduct[] = ['good', 'fails', 'hands-back', 'silent', 'silent-late'];
  let claims = 0;
  const world = { url: `http://127.0.0.1:${api}`, config, database: postgres };
  actors = await Actors.open(world, () => conducts[claims++ % conducts.length]!);
});
afterAll(async () => {
  await actors.close();
  await close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** At once and without a checkpoint, as after a crash: what comes next begins with recovery. */
async function crash(): Promise<void> {
  const [pid] = readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGQUIT');
  await postgres.stop();
  postgres = await startPostgres({ dataDir, port });
  await freeIdempotencyKeys(postgres);
}

test(
  'a database that crashes at every transition in turn: every analysis is done, with one report and one usage record',
  async () => {
    const left = new Set<FaultPoint>(faultPoints);
    let crashing: Promise<void> | null = null;
    vi.spyOn(app.get(Faults, { strict: false }), 'reach').mockImplementation(async (point) => {
      if (crashing || !left.delete(point)) return;
      crashing = crash().finally(() => (crashing = null));
      await crashing;
    });
    await actors.keepBusy(() => left.size === 0);
    // The last crash may have hit what nobody waits for.
    await expect.poll(() => crashing, { timeout: 30_000 }).toBeNull();
    expect(await actors.expectAllDoneOnce()).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);
