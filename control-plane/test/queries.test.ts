/** How many statements a request costs. A number that grows with the rows would be a query in a loop. */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../src/testing/test-app.ts';
import { signIn } from '../src/testing/test-session.ts';
import { insertAnalysis } from './authorisation/objects.ts';
import { buildWorld, type World } from './authorisation/world.ts';

let app: TestApp;
let world: World;
let analysis: string;

beforeAll(async () => {
  // What runs by itself must not be counted.
  app = await startTestApp({ RECONCILE_SECONDS: '86400' });
  world = await buildWorld(app);
  analysis = await insertAnalysis(world.db, world.owners.own);
  for (let i = 0; i < 60; i += 1) await insertAnalysis(world.db, world.owners.own);
});
afterAll(async () => {
  await world.db.end();
  await app.stop();
});

/** Begin, the scope, and commit. */
const TRANSACTION = 3;

/** The statements of one request. */
async function statementsOf(method: string, path: string, headers: Record<string, string>, body?: object) {
  const ask = () =>
    fetch(app.url + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  // The first warms what is kept: signing keys, connections.
  await (await ask()).text();
  const seen: string[] = [];
  const spy = vi.spyOn(Client.prototype, 'query');
  const answer = await ask();
  await answer.text();
  for (const [query] of spy.mock.calls as unknown[][]) {
    seen.push(typeof query === 'string' ? query : (query as { text: string }).text);
  }
  spy.mockRestore();
  return { status: answer.status, seen };
}

const session = () => ({ authorization: `Bearer ${world.sessionToken}` });
const secret = () => ({ authorization: `Bearer ${world.facility.secret.test}` });

test('how an analysis stands is one query in its transaction', async () => {
  const { status, seen } = await statementsOf('GET', `/v1/analyses/${analysis}`, session());
  expect([status, seen.length, seen]).toEqual([200, TRANSACTION + 1, seen]);
});

test('a list is one query, however long it is', async () => {
  for (const limit of [1, 50]) {
    const { status, seen } = await statementsOf('GET', `/v1/analyses?limit=${limit}`, session());
    expect([status, seen.length, seen]).toEqual([200, TRANSACTION + 1, seen]);
  }
});

test('a key costs one look-up more, and so does the cookie', async () => {
  const byKey = await statementsOf('GET', `/v1/analyses/${analysis}`, secret());
  expect([byKey.status, byKey.seen.length, byKey.seen]).toEqual([200, TRANSACTION + 2, byKey.seen]);
  const cookie = await signIn(app, world.facility.owner);
  const byCookie = await statementsOf('GET', `/v1/analyses/${analysis}`, { ...cookie });
  expect([byCookie.status, byCookie.seen.length, byCookie.seen]).toEqual([200, TRANSACTION + 2, byCookie.seen]);
});

test('what is refused for its form, its key or its token costs none', async () => {
  const requests = [
    ['/v1/analyses/analysis_x', session()],
    ['/v1/analyses', { authorization: 'Bearer sf_sk_test_typo' }],
    ['/v1/analyses', { authorization: 'Bearer a.b.c' }],
    ['/health/live', {}],
  ] as const;
  for (const [path, headers] of requests) {
    const { seen } = await statementsOf('GET', path, { ...headers });
    expect([path, seen]).toEqual([path, []]);
  }
});

test('a session is opened in as many statements, whatever the facility has', async () => {
  const headers = { authorization: `Bearer ${world.facility.publishable.test}`, origin: world.facility.origin };
  const { status, seen } = await statementsOf('POST', '/v1/sessions', headers, {});
  // The key; the new player; the facility (its key's use, tenant, theme); the session and its refresh token.
  expect([status, seen.length, seen]).toEqual([
    200,
    1 + (TRANSACTION + 1) + (TRANSACTION + 3) + (TRANSACTION + 2),
    seen,
  ]);
});
