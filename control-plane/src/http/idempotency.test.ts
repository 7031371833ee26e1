import type { Problem } from '@shotform/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database, type Scope } from '../database/database.ts';
import { PlayerEntity } from '../database/entities/index.ts';
import { newId } from '../identity/id.ts';
import { openSession } from '../testing/test-session.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';
import { Idempotency, fingerprintOf, type IdempotentRequest } from './idempotency.ts';

let app: TestApp;
let tenant: TestTenant;
let idempotency: Idempotency;
let database: Database;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app);
  idempotency = app.app.get(Idempotency);
  database = app.app.get(Database);
});
afterAll(() => app.stop());

async function aRequest(): Promise<IdempotentRequest> {
  const { player } = await openSession(app, tenant);
  const scope: Scope = { tenant: tenant.id, mode: 'test', player: player.id };
  return { scope, callerId: player.id, key: 'first', fingerprint: fingerprintOf('POST', '/v1/things', { a: 1 }) };
}

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const renamed = (scope: Scope, name: string) =>
  database.run(scope, (em) => em.nativeUpdate(PlayerEntity, { id: scope.player as `player_${string}` }, { name }));
const nameOf = (scope: Scope) =>
  database.run(
    scope,
    async (em) => (await em.findOneOrFail(PlayerEntity, { id: scope.player as `player_${string}` })).name,
  );

test('the same request is answered the same again, and does its work once', async () => {
  const request = await aRequest();
  let runs = 0;
  const work = () => Promise.resolve({ run: (runs += 1) });
  expect(await idempotency.once(request, 201, work)).toEqual({ status: 201, body: { run: 1 }, replayed: false });
  expect(await idempotency.once(request, 201, work)).toEqual({ status: 201, body: { run: 1 }, replayed: true });
  expect(runs).toBe(1);
});

test('another body under the same key is a mismatch', async () => {
  const request = await aRequest();
  await idempotency.once(request, 201, () => Promise.resolve({}));
  const other = { ...request, fingerprint: fingerprintOf('POST', '/v1/things', { a: 2 }) };
  await expect(idempotency.once(other, 201, () => Promise.resolve({}))).rejects.toEqual(code('idempotency_mismatch'));
});

test('while the first runs, a second is a conflict and does nothing', async () => {
  const request = await aRequest();
  const running = Promise.withResolvers<object>();
  const started = Promise.withResolvers<void>();
  const first = idempotency.once(request, 201, () => (started.resolve(), running.promise));
  await started.promise;
  const second = idempotency.once(request, 201, () => Promise.reject(new Error('must not run')));
  await expect(second).rejects.toEqual(code('idempotency_conflict'));
  running.resolve({ done: true });
  expect((await first).body).toEqual({ done: true });
});

test('what fails leaves nothing: neither its changes nor its key', async () => {
  const request = await aRequest();
  const failing = idempotency.once(request, 201, async () => {
    await renamed(request.scope, 'half done');
    throw new Error('broke');
  });
  await expect(failing).rejects.toThrow('broke');
  expect(await nameOf(request.scope)).toBeNull();
  expect((await idempotency.once(request, 201, () => Promise.resolve('second'))).body).toBe('second');
});

test('work is committed with its answer', async () => {
  const request = await aRequest();
  await idempotency.once(request, 201, () => renamed(request.scope, 'Sam'));
  expect(await nameOf(request.scope)).toBe('Sam');
});

test('a request whose process died is taken over; when it wakes, what it did is undone', async () => {
  const request = await aRequest();
  const asleep = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const first = idempotency.once(request, 201, async () => {
    started.resolve();
    await asleep.promise;
    return renamed(request.scope, 'the sleeper');
  });
  await started.promise;
  app.clock.advance(61_000);
  const second = await idempotency.once(request, 201, () => Promise.resolve('taken over'));
  expect(second).toMatchObject({ body: 'taken over', replayed: false });
  asleep.resolve();
  await expect(first).rejects.toEqual(code('idempotency_conflict'));
  expect(await nameOf(request.scope)).toBeNull();
  expect((await idempotency.once(request, 201, () => Promise.resolve(''))).body).toBe('taken over');
});

test("a key is its caller's alone", async () => {
  const [one, two] = [await aRequest(), await aRequest()];
  await idempotency.once(one, 201, () => Promise.resolve('one'));
  expect((await idempotency.once(two, 201, () => Promise.resolve('two'))).body).toBe('two');
});

test('a body is the same however it is spelled', () => {
  expect(fingerprintOf('POST', '/a', { x: 1, y: [{ b: 1, a: 2 }] })).toBe(
    fingerprintOf('POST', '/a', { y: [{ a: 2, b: 1 }], x: 1 }),
  );
  expect(fingerprintOf('POST', '/a', { x: [1, 2] })).not.toBe(fingerprintOf('POST', '/a', { x: [2, 1] }));
});

test('over HTTP: the key is needed, and a replay says that it is one', async () => {
  const { token } = await openSession(app, tenant);
  const create = (key: string | undefined, bytes = 1000) =>
    fetch(`${app.url}/v1/uploads`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      body: JSON.stringify({ fileName: 'a.mp4', bytes }),
    });
  const missing = await create(undefined);
  expect([missing.status, ((await missing.json()) as Problem).code]).toEqual([400, 'idempotency_key_missing']);
  const key = newId('request');
  const first = await create(key);
  const again = await create(key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
    null,
    'true',
  ]);
  expect(await again.json()).toEqual(await first.json());
  const mismatch = await create(key, 2000);
  expect([mismatch.status, ((await mismatch.json()) as Problem).code]).toEqual([422, 'idempotency_mismatch']);
});
