import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

let folder: string;
let dataDir: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shotform-embedded-'));
  // As below /root: nobody but us may walk there, not even the user that PostgreSQL runs as where we are root.
  chmodSync(folder, 0o700);
  dataDir = path.join(folder, 'data');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query<T extends object>(postgres: Pick<EmbeddedPostgres, 'adminUrl'>, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: postgres.adminUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a server in a process of its own, and kills that process without a chance to clean up. */
async function startAndDie(): Promise<number> {
  const module = JSON.stringify(fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url)));
  const script = `const { startPostgres } = await import(${module});
    const { port } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    process.stdout.write(String(port), () => setInterval(() => {}, 1000));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return Number(port.toString());
}

test('data and passwords survive a restart, and are readable by us alone', async () => {
  const first = await startPostgres({ dataDir });
  await query(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  const second = await startPostgres({ dataDir, port: first.port });
  expect(await query(second, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  expect(second.urls).toEqual(first.urls);
  await second.stop();
  for (const name of ['superuser', 'owner', 'app', 'auth', 'system', 'queue']) {
    expect(statSync(path.join(dataDir, 'postgres', `${name}.secret`)).mode & 0o077).toBe(0);
  }
});

test('nobody gets in without a password', async () => {
  const postgres = await startPostgres({ dataDir });
  const wrong = postgres.adminUrl.replace(/:[^:@]+@/, ':wrong@');
  await expect(query({ adminUrl: wrong }, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  await postgres.stop();
});

test('a server whose process was killed is stopped, and its data is there', async () => {
  const orphan = await startAndDie();
  const pid = Number.parseInt(readFileSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
  expect(() => process.kill(pid, 0)).not.toThrow();
  const postgres = await startPostgres({ dataDir });
  expect(postgres.port).not.toBe(orphan);
  expect(await query(postgres, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

test('a lock file that names a process of somebody else is no obstacle', async () => {
  const file = path.join(dataDir, 'postgres', 'data', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${path.dirname(file)}\n1\n45999\n`);
  const postgres = await startPostgres({ dataDir });
  expect(await query(postgres, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

test('a folder is used by one process at a time', async () => {
  const postgres = await startPostgres({ dataDir });
  await expect(startPostgres({ dataDir })).rejects.toThrow(`is in use by process ${process.pid}`);
  expect(await query(postgres, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

test('what stops it from starting is told', async () => {
  await expect(startPostgres({ dataDir, settings: { shared_buffers: 'many' } })).rejects.toThrow(/shared_buffers/);
  const postgres = await startPostgres({ dataDir });
  await postgres.stop();
});
