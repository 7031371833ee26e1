/** A real PostgreSQL beside us, its data in a folder: for one machine and for tests. Runs under plain Node. */
import { randomBytes } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { keptSecret } from '../config/kept-secret.ts';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { claimDataFolder } from './postgres-lock.ts';
import { createDatabase, roleName, roles, type DatabaseUrls, type Role } from './roles.ts';

const DATABASE = 'shotform';
/** A file that says that the first start came to its end. */
const INITIALISED = 'initialised';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

export interface PostgresOptions {
  /** Everything is kept in its folder `postgres`. */
  dataDir: string;
  /** A free one by default. */
  port?: number;
  /** Further settings of the server, as in postgresql.conf. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  port: number;
  /** A connection address for every role, to the database `shotform`. */
  urls: DatabaseUrls;
  /** The superuser's. */
  adminUrl: string;
  /** Ends connections and stops the server; the data stays. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a folder that is created by the first start. Passwords are made once and kept there, readable by
 * us alone. A server that was left behind by a killed process is stopped first.
 *
 * @throws Error where the folder is used by another living process, or the server does not start (with its last words).
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(options.dataDir, 'postgres');
  const data = path.join(folder, 'data');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  /** What undoes each step, the last one first. */
  const steps: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const undo of steps.splice(0).toReversed()) await undo();
  };
  try {
    steps.push(await claimDataFolder(folder));
    const binaries = await postgresBinaries();
    steps.push(binaries.dispose);
    const password = secretOf(folder, 'superuser');
    if (!existsSync(path.join(folder, INITIALISED))) initialise(binaries, data, password);
    const port = options.port ?? (await freePort());
    const server = await launch(binaries, data, port, options.settings ?? {}, password);
    steps.push(() => stopServer(server));
    const adminUrl = address('postgres', password, port, 'postgres');
    const passwords = byRole((role) => secretOf(folder, role));
    await createDatabase(adminUrl, DATABASE, passwords);
    const urls = byRole((role) => address(roleName(role), passwords[role], port, DATABASE));
    return { port, urls, adminUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function byRole(value: (role: Role) => string): Record<Role, string> {
  return Object.fromEntries(roles.map((role) => [role, value(role)])) as Record<Role, string>;
}

function secretOf(folder: string, name: Role | 'superuser'): string {
  return keptSecret(path.join(folder, `${name}.secret`), () => randomBytes(24).toString('base64url'));
}

function address(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

function initialise(binaries: PostgresBinaries, data: string, password: string): void {
  // What an interrupted first start left is of no use.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const handover = mkdtempSync(path.join(tmpdir(), 'shotform-initdb-'));
  const passwordFile = path.join(handover, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    giveTo(binaries.identity, data, handover, passwordFile);
    const args = ['-D', reachable(data, binaries.identity), '-U', 'postgres', '-A', 'scram-sha-256'];
    const more = [`--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-instructions'];
    const options = { ...binaries.identity, cwd: data, encoding: 'utf8' } as const;
    const done = spawnSync(binaries.initdb, [...args, ...more], options);
    if (done.status !== 0) {
      rmSync(data, { recursive: true, force: true });
      throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
    }
  } finally {
    rmSync(handover, { recursive: true, force: true });
  }
  // Written last: without it the folder is taken for an interrupted first start.
  writeFileSync(path.join(path.dirname(data), INITIALISED), '');
}

function giveTo(identity: PostgresBinaries['identity'], ...paths: string[]): void {
  if (identity.uid === undefined) return;
  for (const each of paths) chownSync(each, identity.uid, identity.gid);
}

/**
 * How the server names its data folder, its working directory. An unprivileged user cannot walk to it by its path where a
 * parent is root's alone (`/root`); the link in /proc leads straight there.
 */
function reachable(data: string, identity: PostgresBinaries['identity']): string {
  return identity.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : data;
}

async function launch(
  binaries: PostgresBinaries,
  data: string,
  port: number,
  settings: Record<string, string>,
  password: string,
): Promise<ChildProcess> {
  const all = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(binaries.postgres, ['-D', reachable(data, binaries.identity), ...flags], {
    ...binaries.identity,
    cwd: data,
    // A group of its own: a Ctrl-C in the terminal is ours to pass on, once clients have ended.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let lastWords = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2000);
  });
  let failure: Error | undefined;
  server.once('error', (error) => (failure = error));
  const adminUrl = address('postgres', password, port, 'postgres');
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(adminUrl))) {
    if (failure !== undefined || server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) {
      await stopServer(server);
      throw new Error(`PostgreSQL did not start: ${failure?.message ?? lastWords}`);
    }
    await sleep(20);
  }
  // It must not keep us alive, nor die because nobody reads what it says.
  server.unref();
  return server;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.ref();
  // "Fast": ends sessions and writes a checkpoint. "Immediate" only where that does not come to an end.
  server.kill('SIGINT');
  const patience = setTimeout(() => server.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(patience);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const bound = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (bound === null || typeof bound === 'string') throw new Error('No free port.');
  return bound.port;
}
