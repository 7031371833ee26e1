import 'reflect-metadata';
import { createApp, listen } from './app.ts';
import { Clock } from './config/clock.ts';
import { ConfigError, readConfig } from './config/config.ts';
import { embeddedEnvironment, isEmbedded } from './config/embedded-environment.ts';
import { startPostgres } from './database/embedded-postgres.ts';
import { migrate } from './database/migrate.ts';
import type { DatabaseUrls } from './database/roles.ts';
import { createLogger } from './operations/logger.ts';

const dataDir = process.env['SHOTFORM_DATA_DIR'] || '.shotform';
/** What was opened, the last one first to be closed. */
const opened: (() => Promise<void>)[] = [];

async function boot(): Promise<void> {
  const embedded = isEmbedded(process.env) ? embeddedEnvironment(dataDir, await startEmbedded()) : {};
  const config = readConfig({ ...embedded, ...process.env });
  const logger = createLogger(config.logLevel);
  const surroundings = { config, logger, clock: new Clock() };
  opened.push(async () => logger.info({}, 'stopped'));
  const app = await createApp(surroundings);
  opened.push(await listen(app, surroundings));
  logger.info({ address: config.publicUrl, files: config.s3 === null ? config.filesUrl : null }, 'listening');
}

/** One machine, one process: the database beside us, brought to its newest version. */
async function startEmbedded(): Promise<DatabaseUrls> {
  const postgres = await startPostgres({ dataDir });
  opened.push(() => postgres.stop());
  await migrate(postgres.urls.owner);
  return postgres.urls;
}

async function close(): Promise<void> {
  for (const stop of opened.splice(0).toReversed()) await stop();
}

const booted = boot().catch((error: unknown) => {
  // Before there is a logger; a wrong configuration is told in plain words.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
  return close();
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void booted.then(close));
