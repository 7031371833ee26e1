import { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entities } from '../src/database/entities/index.ts';
import { migrate } from '../src/database/migrate.ts';
import { startTestDatabase, type TestDatabase } from '../src/testing/test-database.ts';
import { tables } from './authorisation/tables.ts';

let database: TestDatabase;
let admin: Client;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = new Client({ connectionString: database.adminUrl.replace(/\/postgres$/, '/shotform') });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.stop();
});

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await admin.query<{ value: T }>(sql);
  return rows.map(({ value }) => value);
}

/** Everything that migrations make, as text: tables, constraints, indexes, policies, functions, rights. */
async function dump(): Promise<string[]> {
  return column<string>(`
    SELECT format('%s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) AS value
      FROM information_schema.columns WHERE table_schema IN ('public', 'lookup', 'bullmq')
    UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'bullmq')
    UNION ALL SELECT pg_policies::text FROM pg_policies
    UNION ALL SELECT oid::regprocedure || prosrc || coalesce(proacl::text, '') FROM pg_proc
      WHERE pronamespace::regnamespace::text IN ('public', 'lookup', 'bullmq')
    UNION ALL SELECT oid::regclass || ' ' || coalesce(relacl::text, '') || relrowsecurity || relforcerowsecurity
      FROM pg_class WHERE relnamespace::regnamespace::text IN ('public', 'bullmq')
    UNION ALL SELECT nspname || coalesce(nspacl::text, '') FROM pg_namespace
    ORDER BY 1`);
}

test('migrations run again change nothing', async () => {
  const before = await dump();
  expect(before.length).toBeGreaterThan(300);
  expect(await migrate(database.urls.owner)).toEqual([]);
  expect(await dump()).toEqual(before);
});

test('two at once wait for each other', async () => {
  expect(await Promise.all([migrate(database.urls.owner), migrate(database.urls.owner)])).toEqual([[], []]);
});

test('every table says whose its rows are, and the database holds everybody to it', async () => {
  const existing = await column<string>(
    `SELECT tablename AS value FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  expect(existing).toEqual(Object.keys(tables).sort());
  for (const [name, { tenant, mode, player }] of Object.entries(tables)) {
    const wanted = [tenant, mode, player].filter((each) => each !== undefined);
    const { rows } = await admin.query<{ name: string; nullable: string }>(
      `SELECT column_name AS name, is_nullable AS nullable FROM information_schema.columns
       WHERE table_name = $1 AND column_name = ANY($2)`,
      [name, wanted],
    );
    // A key of a tenant's server is nobody's of its players.
    const nullable = name === 'idempotency_keys' ? ['player_id'] : [];
    expect([
      name,
      rows
        .filter((row) => row.nullable === 'NO')
        .map((row) => row.name)
        .sort(),
    ]).toEqual([name, wanted.filter((each) => !nullable.includes(each)).sort()]);
  }
});

test('row-level security is forced wherever there is an owner, also for the owner of the table', async () => {
  const unforced = await column<string>(
    `SELECT relname AS value FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
     AND NOT (relrowsecurity AND relforcerowsecurity)`,
  );
  expect(unforced).toEqual(['migrations']);
});

test('a foreign key between tables of tenants carries the owner', async () => {
  const keys = await column<string>(
    `SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) AS value FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND confrelid <> 'tenants'::regclass`,
  );
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((key) => !/FOREIGN KEY \(tenant_id, .*REFERENCES \w+\(tenant_id, /.test(key))).toEqual([]);
});

test('entities and tables are the same', async () => {
  const orm = new MikroORM({ clientUrl: database.urls.app, entities });
  const declared = [...orm.getMetadata().getAll().values()].flatMap((meta) =>
    meta.props.map((prop) => `${meta.tableName}.${prop.fieldNames[0] ?? ''}${prop.nullable === true ? '?' : ''}`),
  );
  await orm.close();
  const existing = await column<string>(
    `SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS value
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'`,
  );
  expect(declared.sort()).toEqual(existing.sort());
});

async function refusal(url: string, sql: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
    return 'allowed';
  } catch (error) {
    return (error as Error & { code: string }).code;
  } finally {
    await client.end();
  }
}

const DENIED = '42501';

test('each role reaches what is its own, and nothing else', async () => {
  const { app, auth, system, queue } = database.urls;
  expect(await refusal(auth, 'SELECT * FROM public.keys')).toBe(DENIED);
  expect(await refusal(auth, `SELECT * FROM lookup.key('key_x')`)).toBe('allowed');
  for (const url of [app, system, queue]) expect(await refusal(url, `SELECT * FROM lookup.key('x')`)).toBe(DENIED);
  for (const table of Object.keys(tables)) expect(await refusal(queue, `SELECT 1 FROM public.${table}`)).toBe(DENIED);
  const queueTables = await column<string>(`SELECT tablename AS value FROM pg_tables WHERE schemaname = 'bullmq'`);
  expect(queueTables.length).toBeGreaterThan(0);
  for (const table of queueTables) {
    expect(await refusal(queue, `SELECT 1 FROM bullmq.${table}`)).toBe('allowed');
    expect(await refusal(app, `SELECT 1 FROM bullmq.${table}`)).toBe(DENIED);
  }
  for (const url of [app, auth, system]) expect(await refusal(url, 'CREATE TABLE bullmq.mine ()')).toBe(DENIED);
  for (const url of [app, auth, system, queue]) expect(await refusal(url, 'CREATE TABLE public.mine ()')).toBe(DENIED);
  for (const url of [app, auth]) expect(await refusal(url, 'SELECT * FROM public.signing_keys')).toBe(DENIED);
});

test('a ledger is only added to, by whoever', async () => {
  const { app, system } = database.urls;
  for (const url of [app, system]) {
    for (const table of ['usage_records', 'audit_log']) {
      expect(await refusal(url, `UPDATE ${table} SET tenant_id = tenant_id`)).toBe(DENIED);
      expect(await refusal(url, `DELETE FROM ${table}`)).toBe(DENIED);
    }
  }
});

test('no role that we use goes past row-level security', async () => {
  const roles = await column<string>(
    `SELECT rolname AS value FROM pg_roles WHERE rolname LIKE 'shotform%' AND (rolsuper OR rolbypassrls OR rolcreaterole)`,
  );
  expect(roles).toEqual([]);
});

test('the owner of the tables sees nothing in them but what look-ups need', async () => {
  const policies = await column<string>(
    `SELECT tablename || ' ' || cmd AS value FROM pg_policies WHERE 'shotform_owner' = ANY(roles) ORDER BY 1`,
  );
  const readable = ['attempts', 'keys', 'member_sessions', 'members', 'players', 'refresh_tokens'];
  expect(policies).toEqual(readable.map((table) => `${table} SELECT`));
});
