import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';

const command = fileURLToPath(new URL('./prepare-database.ts', import.meta.url));
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

function prepare(environment: Record<string, string>): { status: number | null; output: string } {
  const done = spawnSync(process.execPath, [command], {
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  return { status: done.status, output: done.stdout + done.stderr };
}

test('an empty server gets database, roles and tables; again, nothing is left to do', async () => {
  const address = (role: string) => database.urls[role as 'app'].replace(/\/shotform$/, '/another');
  const environment = {
    DATABASE_ADMIN_URL: database.adminUrl,
    DATABASE_OWNER_URL: address('owner'),
    DATABASE_URL: address('app'),
    DATABASE_AUTH_URL: address('auth'),
    DATABASE_SYSTEM_URL: address('system'),
    DATABASE_QUEUE_URL: address('queue'),
  };
  expect(prepare(environment)).toEqual({ status: 0, output: expect.stringMatching(/^Migrated: m0001-first, /) });
  const { DATABASE_OWNER_URL } = environment;
  expect(prepare({ DATABASE_OWNER_URL })).toEqual({ status: 0, output: 'The database is up to date.\n' });
  const client = new Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  expect((await client.query('SELECT * FROM analyses')).rows).toEqual([]);
  await client.end();
});

test('an address that is missing is named', () => {
  expect(prepare({})).toMatchObject({ status: 1, output: expect.stringContaining('DATABASE_OWNER_URL') });
});
