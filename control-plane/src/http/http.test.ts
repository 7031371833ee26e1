import { problemSchema, type Problem } from '@shotform/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../identity/id.ts';
import { openSession, signIn } from '../testing/test-session.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { addMember, addTenant, type TestTenant } from '../testing/test-tenant.ts';

let app: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  app = await startTestApp({ RATE_PUBLISHABLE: '20', RATE_ANONYMOUS: '1000000' });
  tenant = await addTenant(app);
});
afterAll(() => app.stop());

function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
  return fetch(app.url + path, { method, headers, ...(body !== undefined && { body }) });
}

async function problemOf(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = problemSchema.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  expect(problem.type).toBe(`/problems/${problem.code}`);
  return problem;
}

const json = { 'content-type': 'application/json' };

test.each([
  ['no such address', 'GET', '/v1/nothing', {}, undefined, 404, 'not_found'],
  ['another method', 'PUT', '/v1/sessions', {}, undefined, 405, 'method_not_allowed'],
  ['no credential', 'GET', '/v1/analyses', {}, undefined, 401, 'credential_missing'],
  ['another scheme', 'GET', '/v1/analyses', { authorization: 'Basic eDp5' }, undefined, 401, 'credential_invalid'],
  ['a made-up token', 'GET', '/v1/analyses', { authorization: 'Bearer x.y.z' }, undefined, 401, 'credential_invalid'],
  ['half a body', 'POST', '/v1/sessions/refresh', json, '{"refr', 400, 'request_invalid'],
  ['a list for a body', 'POST', '/v1/sessions/refresh', json, '[]', 400, 'request_invalid'],
  ['text', 'POST', '/v1/sessions/refresh', { 'content-type': 'text/plain' }, '{}', 415, 'media_type_unsupported'],
  ['too much', 'POST', '/v1/sessions/refresh', json, JSON.stringify('x'.repeat(2 ** 20)), 413, 'payload_too_large'],
])('%s', async (_, method, path, headers, body, status, code) => {
  const problem = await problemOf(await send(method, path, headers as Record<string, string>, body));
  expect([problem.status, problem.code]).toEqual([status, code]);
});

test('what is wrong with a body is said field by field', async () => {
  const answer = await send('POST', '/console/v1/sign-in', json, '{"email": "nobody", "admin": true}');
  const { code, fields } = await problemOf(answer);
  expect(code).toBe('request_invalid');
  expect(fields?.map((field) => field.pointer).sort()).toEqual(['', '/email', '/password']);
});

test('what is wrong with a query is said by name', async () => {
  const { token } = await openSession(app, tenant);
  const answer = await send('GET', '/v1/analyses?limit=1000', { authorization: `Bearer ${token}` });
  expect((await problemOf(answer)).fields).toEqual([{ pointer: 'limit', detail: expect.any(String) }]);
});

test('a code has a page that explains it', async () => {
  const answer = await send('GET', '/problems/idempotency_conflict');
  expect(await answer.json()).toMatchObject({ code: 'idempotency_conflict', status: 409, retryable: true });
  expect((await problemOf(await send('GET', '/problems/toString'))).code).toBe('not_found');
});

test('an expired token says so, another page cannot use it', async () => {
  const { token } = await openSession(app, tenant);
  const from = (origin: string) => send('GET', '/v1/analyses', { authorization: `Bearer ${token}`, origin });
  expect((await from(tenant.origin)).status).toBe(200);
  expect((await problemOf(await from('https://evil.example'))).code).toBe('origin_not_allowed');
  app.clock.advance(16 * 60 * 1000);
  const late = await from(tenant.origin);
  expect(late.headers.get('www-authenticate')).toBe('Bearer');
  expect((await problemOf(late)).code).toBe('token_expired');
});

test('every answer is data: nothing to run, sniff, frame or keep', async () => {
  for (const path of ['/health/live', '/v1/nothing', '/openapi.json']) {
    const { headers } = await send('GET', path);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('what a credential may not do is denied, whether or not there is such a thing', async () => {
  const viewer = await signIn(app, await addMember(app, tenant.id, 'viewer'));
  const remove = (id: string) => send('DELETE', `/v1/analyses/${id}`, { ...viewer });
  expect((await send('GET', '/v1/analyses', { ...viewer })).status).toBe(200);
  expect(await problemOf(await remove(newId('analysis')))).toMatchObject({ status: 403, code: 'permission_denied' });
});

test('a page may ask, without cookies; the console and the fleet have no door for pages', async () => {
  const preflight = (path: string, method: string) =>
    send('OPTIONS', path, { origin: 'https://any.example', 'access-control-request-method': method });
  const answer = await preflight('/v1/sessions', 'POST');
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://any.example');
  expect(answer.headers.get('access-control-allow-methods')).toBe('POST');
  expect(answer.headers.get('access-control-allow-headers')).toContain('idempotency-key');
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  expect(answer.headers.get('vary')).toBe('Origin');
  for (const path of ['/console/v1/sign-in', '/internal/v1/analyses/x/claim']) {
    expect((await preflight(path, 'POST')).headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('a page is told why it is refused', async () => {
  const headers = { ...json, authorization: `Bearer ${tenant.publishable.test}`, origin: 'https://evil.example' };
  const answer = await send('POST', '/v1/sessions', headers, '{}');
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://evil.example');
  expect((await problemOf(answer)).code).toBe('origin_not_allowed');
});

test('limits are told, and then kept', async () => {
  const another = await addTenant(app);
  const headers = { ...json, authorization: `Bearer ${another.publishable.test}`, origin: another.origin };
  const ask = () => send('POST', '/v1/sessions', headers, '{}');
  const first = await ask();
  expect(first.headers.get('ratelimit-policy')).toBe('"publishable";q=20;w=60');
  expect(first.headers.get('ratelimit')).toMatch(/^"publishable";r=19;t=\d+$/);
  for (let i = 1; i < 20; i += 1) expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit')).toMatch(/^"publishable";r=0;/);
  expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'rate_limited', retryable: true });
});

test('OpenAPI 3.1 says of every public route what it takes and answers', async () => {
  const document = (await (await send('GET', '/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, unknown>; security: unknown[] }>>;
  };
  expect(document.openapi).toBe('3.1.0');
  const session = document.paths['/v1/sessions']?.['post'];
  expect(session).toMatchObject({ security: [{ publishable: [] }], requestBody: { required: true } });
  expect(Object.keys(session?.responses ?? {}).sort()).toEqual(['200', '400', '401', '403', '429']);
  const upload = document.paths['/v1/uploads']?.['post'] as { parameters?: { name: string }[] } | undefined;
  expect(upload?.parameters?.map((parameter) => parameter.name)).toEqual(['Idempotency-Key']);
  expect(document.paths['/v1/analyses/{id}']).toHaveProperty('get');
  expect(Object.keys(document.paths).filter((path) => /internal|console/.test(path))).toEqual([]);
});
