/** The whole of Shotform on one machine: PostgreSQL, control plane, one worker, and a facility's own site on another origin. */
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedEnvironment, migrate, seed, startPostgres, type Seeded } from '@shotform/control-plane/embedded';
import { Service, untilReady } from './process.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const READY_SECONDS = 60;
/** A worker hands back what it cannot finish in this time. */
const DRAIN_SECONDS = 3;

export interface StackOptions {
  /** Everything that is kept: database, objects, secrets, logs. */
  dataDir: string;
  ports: { api: number; site: number; files: number };
  /** Set for the control plane on top of its own. */
  environment?: Record<string, string>;
  onDeath?: (service: Service, how: string) => void;
}

export interface Stack {
  addresses: { api: string; site: string; files: string };
  seeded: Seeded;
  services: { api: Service; worker: Service; site: Service };
  /** One more worker. */
  startWorker(name: string): Service;
  /** Stops all of it, in the reverse order; the data stays. */
  stop(): Promise<void>;
}

/** Starts everything, ready for use when it resolves. What was started is stopped again where a part does not come up. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const { api: apiPort, site: sitePort, files: filesPort } = options.ports;
  const addresses = {
    api: `http://localhost:${apiPort}`,
    site: `http://localhost:${sitePort}`,
    files: `http://localhost:${filesPort}`,
  };

  const postgres = await startPostgres({ dataDir });
  const running: Service[] = [];
  const stop = async () => {
    for (const service of running.toReversed()) await service.stop(DRAIN_SECONDS + 10);
    await postgres.stop();
  };
  let death: string | null = null;
  const start = (name: string, args: string[], env: Record<string, string>) => {
    const service = new Service({
      name,
      args: args.map((arg) => (arg.endsWith('.js') || arg.endsWith('.ts') ? join(root, arg) : arg)),
      // What Node has compiled is kept: the next start is the sooner.
      env: { ...inherited(), NODE_COMPILE_CACHE: join(dataDir, 'compiled'), ...env },
      logFile: join(logs, `${name}.log`),
      onDeath: (dead, how) => {
        death = `${dead.name} ended (${how}):\n${dead.lastWords()}`;
        options.onDeath?.(dead, how);
      },
    });
    running.push(service);
    return service;
  };

  try {
    await migrate(postgres.urls.owner);
    const environment = embeddedEnvironment(dataDir, postgres.urls);
    const seeded = await seed({ environment, dataDir, siteOrigin: addresses.site });
    const api = start('control-plane', ['control-plane/dist/main.js'], {
      ...environment,
      SHOTFORM_DATA_DIR: dataDir,
      PORT: String(apiPort),
      FILES_PORT: String(filesPort),
      ...options.environment,
    });
    await untilReady(`${addresses.api}/health/ready`, READY_SECONDS, () => death);
    const startWorker = (name: string) =>
      start(name, ['gpu-worker/src/cli/main.ts', 'worker'], {
        CONTROL_PLANE_URL: addresses.api,
        QUEUE_URL: postgres.urls.queue,
        SHOTFORM_FLEET_TOKEN: environment.SHOTFORM_FLEET_TOKEN,
        SHOTFORM_DRAIN_SECONDS: String(DRAIN_SECONDS),
      });
    const worker = startWorker('worker');
    const site = start('facility-site', ['examples/facility/server.ts'], {
      PORT: String(sitePort),
      SHOTFORM_API: addresses.api,
      SHOTFORM_FILES: addresses.files,
      SHOTFORM_PUBLISHABLE_KEY: seeded.publishableKey,
      SHOTFORM_SECRET_KEY: seeded.secretKey,
    });
    await untilReady(addresses.site, READY_SECONDS, () => death);
    return { addresses, seeded, services: { api, worker, site }, startWorker, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a child needs of our own environment; nothing of it is a setting of ours. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot', 'LANG', 'TZ', 'NODE_OPTIONS'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
