import { consoleMeSchema, consoleSessionListSchema, type Problem } from '@shotform/contracts';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../testing/test-session.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';

let app: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app);
});
afterAll(() => app.stop());

function send(method: string, path: string, headers: object, body?: unknown): Promise<Response> {
  return fetch(`${app.url}/console/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const code = async (answer: Response) => [answer.status, ((await answer.json()) as Problem).code];

test('signing in sets a cookie that scripts cannot read and other sites cannot send', async () => {
  const answer = await send(
    'POST',
    '/sign-in',
    {},
    { email: tenant.owner.email.toUpperCase(), password: tenant.owner.password },
  );
  expect(answer.status).toBe(200);
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^shotform=sf_console_[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
  const me = consoleMeSchema.parse(await answer.json());
  expect(me).toMatchObject({ member: { id: tenant.owner.id, role: 'owner' }, tenant: { id: tenant.id }, mode: 'test' });
});

test('a wrong password and an unknown address are the same answer', async () => {
  const { email, password } = tenant.owner;
  const wrong = (await (await send('POST', '/sign-in', {}, { email, password: 'wrong' })).json()) as Problem;
  const unknown = (await (await send('POST', '/sign-in', {}, { email: 'x@example.com', password })).json()) as Problem;
  expect(wrong.code).toBe('sign_in_failed');
  expect({ ...unknown, requestId: '' }).toEqual({ ...wrong, requestId: '' });
});

test('what changes something needs the token of our own page, and our own page', async () => {
  const { cookie, ...csrf } = await signIn(app, tenant.owner);
  expect((await send('GET', '/me', { cookie })).status).toBe(200);
  expect(await code(await send('POST', '/mode', { cookie }, { mode: 'live' }))).toEqual([403, 'csrf_failed']);
  const other = await signIn(app, tenant.owner);
  const foreign = { cookie, 'x-shotform-csrf': other['x-shotform-csrf'] };
  expect(await code(await send('POST', '/mode', foreign, { mode: 'live' }))).toEqual([403, 'csrf_failed']);
  const crossSite = { cookie, ...csrf, 'sec-fetch-site': 'cross-site' };
  expect(await code(await send('GET', '/me', crossSite))).toEqual([403, 'csrf_failed']);
  expect((await send('POST', '/mode', { cookie, ...csrf }, { mode: 'live' })).status).toBe(200);
});

test('the console shows one mode at a time', async () => {
  const headers = await signIn(app, tenant.owner);
  const switched = await send('POST', '/mode', headers, { mode: 'live' });
  expect(consoleMeSchema.parse(await switched.json()).mode).toBe('live');
  expect(consoleMeSchema.parse(await (await send('GET', '/me', headers)).json()).mode).toBe('live');
});

test('sign-ins are listed, and each can be ended', async () => {
  const [here, there] = [await signIn(app, tenant.owner), await signIn(app, tenant.owner)];
  const { data } = consoleSessionListSchema.parse(await (await send('GET', '/sessions', here)).json());
  expect(data.filter((session) => session.current)).toHaveLength(1);
  const [newest] = data;
  expect(newest?.current).toBe(false);
  expect((await send('DELETE', `/sessions/${newest?.id}`, here)).status).toBe(204);
  expect(await code(await send('GET', '/me', there))).toEqual([401, 'credential_invalid']);
  expect((await send('GET', '/me', here)).status).toBe(200);
});

test('signing out ends the session, not only the cookie', async () => {
  const headers = await signIn(app, tenant.owner);
  const answer = await send('POST', '/sign-out', headers);
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^shotform=;/);
  expect(await code(await send('GET', '/me', headers))).toEqual([401, 'credential_invalid']);
});

test('a stale cookie does not stand in the way of signing in', async () => {
  const { email, password } = tenant.owner;
  const answer = await send('POST', '/sign-in', { cookie: 'shotform=sf_console_old' }, { email, password });
  expect(answer.status).toBe(200);
});

test('who signed in, and from where, is in the audit log', async () => {
  await signIn(app, tenant.owner);
  const client = new Client({ connectionString: app.config.database.system });
  await client.connect();
  const { rows } = await client.query('SELECT actor, action, ip, request_id FROM audit_log WHERE tenant_id = $1', [
    tenant.id,
  ]);
  await client.end();
  expect(rows).toContainEqual({
    actor: tenant.owner.id,
    action: 'member.signed_in',
    ip: '127.0.0.1',
    request_id: expect.stringMatching(/^request_/),
  });
});
