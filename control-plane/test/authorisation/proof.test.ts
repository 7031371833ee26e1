/**
 * The proof of the proof: every policy, and every predicate of ownership, is taken away in turn. Each time the matrices have
 * to find out. One that nobody misses would be a wall that is not tested, or not needed.
 */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RouteTable } from '../../src/http/route-table.ts';
import { Ownership } from '../../src/identity/ownership.ts';
import { startTestApp, type TestApp } from '../../src/testing/test-app.ts';
import { matrix, type Cell } from './cells.ts';
import { insertRows } from './rows.ts';
import { TableMatrix, tables, type TestScope } from './tables.ts';
import { buildWorld, whoses, type World } from './world.ts';

interface Policy {
  table: string;
  name: string;
  /** Let through everything that it should not. */
  kind: 'PERMISSIVE' | 'RESTRICTIVE';
  using: string;
  check: string;
}

let app: TestApp;
let world: World;
let rows: TableMatrix;
/** Who may change policies. */
let owner: Client;
let cells: Cell[];
let policies: Policy[];

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  for (const whose of whoses) await insertRows(world.db, world.owners[whose]);
  rows = await TableMatrix.connect(app.database);
  owner = new Client({ connectionString: app.database.urls.owner });
  await owner.connect();
  cells = matrix(app.app.get(RouteTable).all());
  policies = await appPolicies();
});
afterAll(async () => {
  await Promise.all([owner.end(), world.db.end(), rows.end()]);
  await app.stop();
});

function scopes(): (TestScope | null)[] {
  const { own } = world.owners;
  return [null, own, { ...own, player: '*' }];
}

async function appPolicies(): Promise<Policy[]> {
  const found = await owner.query<Policy>(
    `SELECT tablename AS "table", policyname AS name, permissive AS kind, qual AS "using", with_check AS "check"
     FROM pg_policies WHERE 'shotform_app' = ANY(roles) ORDER BY 1, 2`,
  );
  return found.rows;
}

/** Without the policy, as it is meant: a restrictive one restricts nothing, a permissive one lets all through. */
async function without(policy: Policy, part: 'USING' | 'WITH CHECK', look: () => Promise<string[]>): Promise<string[]> {
  const alter = (using: string, check: string) =>
    owner.query(`ALTER POLICY ${policy.name} ON ${policy.table} USING (${using}) WITH CHECK (${check})`);
  await (part === 'USING' ? alter('true', policy.check) : alter(policy.using, 'true'));
  try {
    return await look();
  } finally {
    await alter(policy.using, policy.check);
  }
}

async function dropped(policy: Policy, look: () => Promise<string[]>): Promise<string[]> {
  await owner.query(`DROP POLICY ${policy.name} ON ${policy.table}`);
  try {
    return await look();
  } finally {
    await owner.query(
      `CREATE POLICY ${policy.name} ON ${policy.table} AS ${policy.kind} TO shotform_app
       USING (${policy.using}) WITH CHECK (${policy.check})`,
    );
  }
}

async function firstWrongCell(of: readonly Cell[]): Promise<string[]> {
  for (const cell of of) {
    const problems = await cell.run(world);
    if (problems.length > 0) return problems.map((problem) => `${cell.name}: ${problem}`);
  }
  return [];
}

async function mayInsert(table: string): Promise<boolean> {
  const found = await owner.query<{ may: boolean }>(`SELECT has_table_privilege('shotform_app', $1, 'INSERT') AS may`, [
    table,
  ]);
  return found.rows[0]?.may === true;
}

test('with all policies in place every table shows each scope exactly its own', async () => {
  expect(policies.length).toBeGreaterThan(40);
  for (const name of Object.keys(tables)) expect(await rows.problems(name, scopes())).toEqual([]);
});

test('every table has rows of every owner: what is not there cannot be seen by mistake', async () => {
  for (const [name, { tenant, mode, player }] of Object.entries(tables)) {
    if (tenant === undefined) continue;
    for (const each of Object.values(world.owners)) {
      const found = await world.db.query(
        `SELECT 1 FROM ${name} WHERE ${tenant} = $1 AND ($2::text IS NULL OR to_jsonb(${name}) ->> $2 = $3)
           AND ($4::text IS NULL OR to_jsonb(${name}) ->> $4 = $5) LIMIT 1`,
        [each.tenant, mode ?? null, each.mode, player ?? null, each.player],
      );
      expect([name, found.rowCount]).toEqual([name, 1]);
    }
  }
});

test('no policy can be dropped, or let everything through, without a table showing it', async () => {
  const unnoticed: string[] = [];
  for (const policy of policies) {
    const look = () => rows.problems(policy.table, scopes());
    if ((await dropped(policy, look)).length === 0) unnoticed.push(`${policy.table}: ${policy.name} dropped`);
    if ((await without(policy, 'USING', look)).length === 0) unnoticed.push(`${policy.table}: ${policy.name} using`);
    const isWritten = await mayInsert(policy.table);
    if (isWritten && (await without(policy, 'WITH CHECK', look)).length === 0) {
      unnoticed.push(`${policy.table}: ${policy.name} check`);
    }
  }
  expect(unnoticed).toEqual([]);
});

/** Behind these policies stands a predicate in code (`Ownership`), which hides from routes that they are gone. */
const secondWall = ['attempts', 'member_sessions'];

test('of tables whose objects have addresses, no policy can go without a route showing it', async () => {
  const unnoticed: string[] = [];
  // What no player's route asks for, no route can show to one.
  const walls = policies.filter(({ table, name }) => !secondWall.includes(table) && name !== 'staff');
  for (const policy of walls) {
    const affected = cells.filter((cell) => cell.tables.includes(policy.table));
    if (affected.length === 0) continue;
    const look = () => firstWrongCell(affected);
    if ((await without(policy, 'USING', look)).length === 0) unnoticed.push(`${policy.table}: ${policy.name}`);
  }
  expect(unnoticed).toEqual([]);
  expect(await firstWrongCell(cells.filter((cell) => cell.tables.length > 0))).toEqual([]);
});

test('row-level security cannot be turned off without it being seen', async () => {
  const unnoticed: string[] = [];
  for (const [name, { tenant }] of Object.entries(tables)) {
    if (tenant === undefined) continue;
    await owner.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    if ((await rows.problems(name, scopes())).length === 0) unnoticed.push(name);
    await owner.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
  }
  expect(unnoticed).toEqual([]);
});

test('no predicate of ownership in code can go without a route showing it', async () => {
  const ownership = app.app.get(Ownership);
  const yes = { ownsAttempt: true, memberSessions: {} };
  const names = Object.getOwnPropertyNames(Ownership.prototype).filter((name) => name !== 'constructor');
  expect(Object.keys(yes).sort()).toEqual(names.sort());
  const unnoticed: string[] = [];
  for (const [name, everything] of Object.entries(yes)) {
    const gone = vi.spyOn(ownership, name as keyof Ownership).mockReturnValue(everything as never);
    if ((await firstWrongCell(cells)).length === 0) unnoticed.push(name);
    gone.mockRestore();
  }
  expect(unnoticed).toEqual([]);
});
