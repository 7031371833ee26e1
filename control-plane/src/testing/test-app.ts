/** The whole application on ports of its own, over a test database: tests call it by HTTP, as everybody does. */
import 'reflect-metadata';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp, listen } from '../app.ts';
import { Clock } from '../config/clock.ts';
import { readConfig, type Config } from '../config/config.ts';
import { embeddedEnvironment } from '../config/embedded-environment.ts';
import { createLogger } from '../operations/logger.ts';
import { freePorts } from './free-ports.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

/** The system's time, and what a test adds to it. */
export class TestClock extends Clock {
  #ahead = 0;
  override now(): Date {
    return new Date(Date.now() + this.#ahead);
  }
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

export interface TestApp {
  url: string;
  config: Config;
  clock: TestClock;
  database: TestDatabase;
  app: NestExpressApplication;
  /** What was logged, one object a line. */
  logs: Record<string, unknown>[];
  stop(): Promise<void>;
}

/** @param environment set on top of the embedded one. */
export async function startTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const database = await startTestDatabase();
  const [port, filesPort] = await freePorts(2);
  const config = readConfig({
    ...embeddedEnvironment(database.dataDir, database.urls),
    SHOTFORM_DATA_DIR: database.dataDir,
    PORT: String(port),
    FILES_PORT: String(filesPort),
    // Tests ask more often than people; those that are about limits set them.
    ...Object.fromEntries(generousRates.map((name) => [name, '1000000'])),
    ...environment,
  });
  const logs: Record<string, unknown>[] = [];
  const write = (line: string): void => void logs.push(JSON.parse(line) as Record<string, unknown>);
  const clock = new TestClock();
  const surroundings = { config, clock, logger: createLogger('debug', { write }) };
  try {
    const app = await createApp(surroundings);
    const close = await listen(app, surroundings);
    const stop = async (): Promise<void> => {
      await close();
      await database.stop();
    };
    return { url: `http://127.0.0.1:${port}`, config, clock, database, app, logs, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

const generousRates = [
  'RATE_ANONYMOUS',
  'RATE_PUBLISHABLE',
  'RATE_SESSION',
  'RATE_SECRET',
  'RATE_MEMBER',
  'RATE_SIGN_IN',
];
