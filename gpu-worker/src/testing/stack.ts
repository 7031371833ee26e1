/** The real control plane for tests: its build, in a process of its own, on an embedded PostgreSQL, with a seeded facility. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedEnvironment, migrate, seed, startPostgres } from '../../../control-plane/src/embedded.ts';
import { freePorts } from '../../../control-plane/src/testing/free-ports.ts';
import { buildControlPlaneAside } from '../../../scripts/start/build.ts';

const START_MILLISECONDS = 60_000;

export interface Stack {
  api: string;
  /** Where players' files are served, before any `FILES_URL`. */
  files: string;
  /** The facility's page, for the Origin header. */
  siteOrigin: string;
  publishableKey: string;
  secretKey: string;
  /** The folder that the object store keeps its files in. */
  objects: string;
  /** What a worker needs, as environment variables. */
  workerEnvironment: Record<string, string>;
  /** The database, past all walls. */
  adminUrl: string;
  /** Ends the API at once, as a crash would. */
  killApi(): Promise<void>;
  startApi(): Promise<void>;
  stop(): Promise<void>;
}

type Environment = Record<string, string>;

/** @param environment set on top of what the API needs, such as `LEASE_SECONDS`; or what makes it once the ports are known. */
export async function startStack(
  environment: Environment | ((urls: { apiUrl: string; filesUrl: string }) => Promise<Environment>) = {},
  siteOrigin = 'http://localhost:4701',
): Promise<Stack> {
  const main = buildControlPlaneAside();
  const dataDir = mkdtempSync(join(tmpdir(), 'shotform-stack-'));
  const postgres = await startPostgres({ dataDir, settings: { fsync: 'off', synchronous_commit: 'off' } });
  await migrate(postgres.urls.owner);
  const embedded = embeddedEnvironment(dataDir, postgres.urls);
  const seeded = await seed({ dataDir, environment: embedded, siteOrigin });
  const [port, filesPort] = await freePorts(2);
  const api = `http://localhost:${port}`;
  const files = `http://localhost:${filesPort}`;
  const more = typeof environment === 'function' ? await environment({ apiUrl: api, filesUrl: files }) : environment;
  let process: ChildProcess | null = null;
  const startApi = async (): Promise<void> => {
    const env = {
      ...embedded,
      SHOTFORM_DATA_DIR: dataDir,
      PORT: `${port}`,
      FILES_PORT: `${filesPort}`,
      LOG_LEVEL: 'warn',
    };
    process = await launch(main, api, { ...env, ...more });
  };
  const endApi = async (signal: NodeJS.Signals): Promise<void> => {
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    process.kill(signal);
    await once(process, 'exit');
  };
  const stop = async (): Promise<void> => {
    await endApi('SIGTERM');
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  };
  try {
    await startApi();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    api,
    files,
    objects: join(dataDir, 'objects'),
    siteOrigin,
    publishableKey: seeded.publishableKey,
    secretKey: seeded.secretKey,
    workerEnvironment: {
      CONTROL_PLANE_URL: api,
      SHOTFORM_FLEET_TOKEN: embedded.SHOTFORM_FLEET_TOKEN,
      QUEUE_URL: embedded.DATABASE_QUEUE_URL,
    },
    adminUrl: postgres.adminUrl.replace(/\/postgres$/, '/shotform'),
    killApi: () => endApi('SIGKILL'),
    startApi,
    stop,
  };
}

async function launch(main: string, api: string, environment: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(dirname(main), 'compiled'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  }
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await isReady(api))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the API did not start: ${said}`);
    }
    await sleep(50);
  }
  return child;
}

async function isReady(api: string): Promise<boolean> {
  const response = await fetch(`${api}/health/ready`).catch(() => null);
  await response?.body?.cancel();
  return response?.ok ?? false;
}
