/** An API over a database of its own, that is started again whenever it is killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, type Config } from '../../config/config.ts';
import { embeddedEnvironment } from '../../config/embedded-environment.ts';
import { buildControlPlaneAside } from '../../../../scripts/start/build.ts';
import { freePorts } from '../../testing/free-ports.ts';
import { readRows } from '../../testing/tables.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import type { FaultPoint } from '../faults.ts';
import { hastyEnvironment } from './actors.ts';
import { ApiProcess } from './api-process.ts';

export class SupervisedApi {
  readonly url: string;
  readonly database: TestDatabase;
  readonly config: Config;
  /** How often it died. */
  deaths = 0;
  readonly #env: Record<string, string>;
  readonly #program = buildControlPlaneAside();
  #api: ApiProcess | null = null;
  #closing = false;
  #watching: Promise<void> = Promise.resolve();

  private constructor(database: TestDatabase, env: Record<string, string>) {
    this.database = database;
    this.#env = env;
    this.config = readConfig(env);
    this.url = `http://127.0.0.1:${this.config.port}`;
  }

  /** @param nextFault where each process, the first and each that follows a dead one, is to die, if anywhere. */
  static async open(nextFault: () => FaultPoint | undefined): Promise<SupervisedApi> {
    const database = await startTestDatabase();
    const [port, filesPort] = await freePorts(2);
    const api = new SupervisedApi(database, {
      ...embeddedEnvironment(database.dataDir, database.urls),
      ...hastyEnvironment,
      SHOTFORM_DATA_DIR: mkdtempSync(join(tmpdir(), 'shotform-faults-')),
      PORT: String(port),
      FILES_PORT: String(filesPort),
      RATE_ANONYMOUS: '1000000',
      RATE_PUBLISHABLE: '1000000',
      RATE_SESSION: '1000000',
    });
    api.#watching = api.#keepAlive(nextFault);
    return api;
  }

  async kill(): Promise<void> {
    await this.#api?.kill();
  }

  /** Until one answers: the first, or the one that follows a dead one. */
  async ready(): Promise<void> {
    while (!this.#closing && !(await answers(this.url))) await sleep(50);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.kill();
    await this.#watching;
    await this.database.stop();
    rmSync(this.config.dataDir, { recursive: true, force: true });
  }

  async #keepAlive(nextFault: () => FaultPoint | undefined): Promise<void> {
    while (!this.#closing) {
      const fault = nextFault();
      this.#api = new ApiProcess(this.#program, { ...this.#env, ...(fault && { SHOTFORM_FAULT: fault }) });
      await this.#api.exited;
      if (this.#closing) return;
      this.deaths++;
      await freeIdempotencyKeys(this.database);
    }
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** The minute for which the key of a dead request stays locked is cut short. */
export async function freeIdempotencyKeys(database: Pick<TestDatabase, 'urls'>): Promise<void> {
  await readRows(database, 'UPDATE idempotency_keys SET locked_until = now() WHERE status IS NULL');
}
