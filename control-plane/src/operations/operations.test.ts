import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, signIn } from '../testing/test-session.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';
import { newId } from '../identity/id.ts';

let app: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app);
});
afterAll(() => app.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });

test('it lives, and is ready', async () => {
  expect(await (await get('/health/live')).json()).toEqual({ status: 'ok' });
  expect(await (await get('/health/ready')).json()).toEqual({ status: 'ok' });
});

test('connections that the server ends (57P01) are replaced', async () => {
  const { token } = await openSession(app, tenant);
  const admin = new Client({ connectionString: app.database.adminUrl });
  await admin.connect();
  const ended = await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename ~ '^shotform_(app|auth|system)$'`,
  );
  await admin.end();
  expect(ended.rowCount).toBeGreaterThan(0);
  const authorization = `Bearer ${token}`;
  // One that was just then in use may be told to come again.
  const statuses: number[] = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await get('/v1/analyses', { authorization })).status);
  expect(statuses.at(-1)).toBe(200);
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
});

test('metrics are for the fleet, by route, without ids', async () => {
  const { token } = await openSession(app, tenant);
  const id = newId('analysis');
  await get(`/v1/analyses/${id}`, { authorization: `Bearer ${token}` });
  expect((await get('/metrics')).status).toBe(401);
  expect((await get('/metrics', { authorization: `Bearer ${token}` })).status).toBe(401);
  const answer = await get('/metrics', { authorization: `Bearer ${app.config.fleetToken}` });
  const text = await answer.text();
  expect(text).toContain('route="/v1/analyses/:id",status="404"');
  expect(text).toContain('shotform_http_problems_total{code="not_found"}');
  expect(text).toMatch(/shotform_analyses\{status="queued"\} 0/);
  expect(text).not.toContain(id);
});

test('logs tell what happened, and of nobody', async () => {
  const { token, player } = await openSession(app, tenant);
  const email = tenant.owner.email;
  await signIn(app, tenant.owner);
  const id = newId('analysis');
  const answer = await get(`/v1/analyses/${id}?name=Sam`, { authorization: `Bearer ${token}`, 'user-agent': 'Nosy/1' });
  const line = app.logs.find((entry) => entry['requestId'] === answer.headers.get('x-request-id'));
  expect(line).toMatchObject({
    level: 'info',
    method: 'GET',
    route: '/v1/analyses/:id',
    status: 404,
    credential: 'session',
  });
  const all = JSON.stringify(app.logs);
  for (const personal of [token, player.secret ?? '', player.id, email, 'Nosy/1', 'name=Sam', '127.0.0.1']) {
    expect(all).not.toContain(personal);
  }
});

test('an error of the database is logged without its statement and its values', async () => {
  const { Database } = await import('../database/database.ts');
  const { PlayerEntity } = await import('../database/entities/index.ts');
  const { Logger } = await import('./logger.ts');
  const name = 'Somebody Personal';
  const scope = { tenant: tenant.id, mode: 'test', player: '*' } as const;
  const failing = app.app.get(Database).run(scope, async (em) => {
    for (const id of [newId('player'), newId('player')]) {
      em.create(PlayerEntity, { id, tenantId: tenant.id, mode: 'test', externalId: name, name, secretHash: null });
    }
  });
  const error: unknown = await failing.catch((caught: unknown) => caught);
  app.app.get(Logger).error({ err: error }, 'failed');
  const line = app.logs.at(-1);
  expect(line).toMatchObject({ err: { type: 'UniqueConstraintViolationException', code: '23505' } });
  expect(JSON.stringify(line)).not.toContain(name);
});
