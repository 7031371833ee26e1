import {
  createdKeySchema,
  keyListSchema,
  type CreatedKey,
  type CreateKey,
  type Key,
  type Problem,
} from '@shotform/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRows } from '../testing/tables.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { signIn, type ConsoleSignIn } from '../testing/test-session.ts';
import { addMember, addTenant, type TestTenant } from '../testing/test-tenant.ts';

const page = 'https://courts.example.com';

let app: TestApp;
let tenant: TestTenant;
let owner: ConsoleSignIn;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app);
  owner = await signIn(app, tenant.owner);
});
afterAll(() => app.stop());

function ask(method: string, path: string, headers: object, body?: unknown): Promise<Response> {
  return fetch(`${app.url}${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function create(wanted: CreateKey, who = owner): Promise<CreatedKey> {
  const answer = await ask('POST', '/console/v1/keys', who, wanted);
  expect(answer.status).toBe(200);
  return createdKeySchema.parse(await answer.json());
}

async function list(who = owner): Promise<Key[]> {
  return keyListSchema.parse(await (await ask('GET', '/console/v1/keys', who)).json()).data;
}

const revoke = (id: string, who = owner) => ask('DELETE', `/console/v1/keys/${id}`, who);
const openSession = (key: string, origin: string) =>
  ask('POST', '/v1/sessions', { authorization: `Bearer ${key}`, origin }, {});
const readAnalyses = (key: string) => ask('GET', '/v1/analyses', { authorization: `Bearer ${key}` });
const problem = async (answer: Response) => [answer.status, ((await answer.json()) as Problem).code];

test('a publishable key opens sessions from its pages, and from no other', async () => {
  const { key, ...made } = await create({
    kind: 'publishable',
    name: 'Our page',
    origins: [page, 'https://*.example.org'],
  });
  expect(made).toMatchObject({ mode: 'test', kind: 'publishable', name: 'Our page', scopes: [], lastUsedAt: null });
  expect((await openSession(key, page)).status).toBe(200);
  expect((await openSession(key, 'https://north.example.org')).status).toBe(200);
  expect(await problem(await openSession(key, 'https://example.org'))).toEqual([403, 'origin_not_allowed']);
  const [newest] = await list();
  expect(newest).toMatchObject({ id: made.id, origins: made.origins, lastUsedAt: expect.any(String) as string });
});

test('a secret key does what its scopes say, and nothing else', async () => {
  const { key } = await create({ kind: 'secret', name: 'Our server', scopes: ['uploads:read'] });
  expect(await problem(await readAnalyses(key))).toEqual([403, 'permission_denied']);
  const reader = await create({ kind: 'secret', name: 'Reader', scopes: ['analyses:read'] });
  expect((await readAnalyses(reader.key)).status).toBe(200);
});

test('a key is told once: no list and no table has it', async () => {
  const { key } = await create({ kind: 'secret', name: 'Once', scopes: ['analyses:read'] });
  expect(JSON.stringify(await list())).not.toContain(key);
  const rows = [
    ...(await readRows(app.database, 'SELECT * FROM keys')),
    ...(await readRows(app.database, 'SELECT * FROM audit_log')),
  ];
  expect(JSON.stringify(rows)).not.toContain(key);
  expect(JSON.stringify(app.logs)).not.toContain(key);
});

test('a revoked key is refused at once, and gone from the list; twice it is not there', async () => {
  const made = await create({ kind: 'secret', name: 'Lost', scopes: ['analyses:read'] });
  expect((await revoke(made.id)).status).toBe(204);
  expect(await problem(await readAnalyses(made.key))).toEqual([401, 'credential_invalid']);
  expect((await list()).map(({ id }) => id)).not.toContain(made.id);
  expect(await problem(await revoke(made.id))).toEqual([404, 'not_found']);
});

test('who made and who revoked it is written down', async () => {
  const { id } = await create({ kind: 'publishable', name: 'Audited', origins: [page] });
  await revoke(id);
  const entries = await readRows(
    app.database,
    'SELECT actor, action, mode, after FROM audit_log WHERE object = $1 ORDER BY id',
    [id],
  );
  expect(entries).toEqual([
    {
      actor: tenant.owner.id,
      action: 'key.created',
      mode: 'test',
      after: { kind: 'publishable', name: 'Audited', origins: [page], scopes: [] },
    },
    { actor: tenant.owner.id, action: 'key.revoked', mode: 'test', after: null },
  ]);
});

test('owners and admins alone', async () => {
  for (const role of ['coach', 'viewer'] as const) {
    const member = await signIn(app, await addMember(app, tenant.id, role));
    expect(await problem(await ask('GET', '/console/v1/keys', member))).toEqual([403, 'permission_denied']);
    const wanted = { kind: 'secret', name: 'x', scopes: ['analyses:read'] };
    expect(await problem(await ask('POST', '/console/v1/keys', member, wanted))).toEqual([403, 'permission_denied']);
  }
  const admin = await signIn(app, await addMember(app, tenant.id, 'admin'));
  await create({ kind: 'secret', name: "An admin's", scopes: ['analyses:read'] }, admin);
});

test('what the console shows is what it makes keys for: test or live', async () => {
  const test = await create({ kind: 'publishable', name: 'Test', origins: [page] });
  const live = await signIn(app, tenant.owner);
  await ask('POST', '/console/v1/mode', live, { mode: 'live' });
  const made = await create({ kind: 'publishable', name: 'Live', origins: [page] }, live);
  expect(made).toMatchObject({ mode: 'live', key: expect.stringMatching(/^sf_pk_live_/) as string });
  expect((await list(live)).map(({ id }) => id)).not.toContain(test.id);
  expect((await list()).map(({ id }) => id)).not.toContain(made.id);
  expect(await problem(await revoke(test.id, live))).toEqual([404, 'not_found']);
});

test.each([
  ['no page', { kind: 'publishable', name: 'x', origins: [] }],
  ['every page', { kind: 'publishable', name: 'x', origins: ['*'] }],
  ['a whole top level', { kind: 'publishable', name: 'x', origins: ['https://*.com'] }],
  ['a page without TLS', { kind: 'publishable', name: 'x', origins: ['http://example.com'] }],
  ['a path', { kind: 'publishable', name: 'x', origins: ['https://example.com/page'] }],
  ['capitals, which no browser sends', { kind: 'publishable', name: 'x', origins: ['https://Example.com'] }],
  ['a star in the middle', { kind: 'publishable', name: 'x', origins: ['https://a.*.example.com'] }],
  ['scopes of a publishable one', { kind: 'publishable', name: 'x', origins: [page], scopes: ['analyses:read'] }],
  ['no scope', { kind: 'secret', name: 'x', scopes: [] }],
  ['a scope that only members have', { kind: 'secret', name: 'x', scopes: ['keys:manage'] }],
  ['no name', { kind: 'secret', name: ' ', scopes: ['analyses:read'] }],
])('a key for %s is refused', async (_, wanted) => {
  expect(await problem(await ask('POST', '/console/v1/keys', owner, wanted))).toEqual([400, 'request_invalid']);
});

test.each(['http://localhost:3000', 'https://localhost', 'https://a.b-c.example:8443'])(
  '%s is a page',
  async (origin) => {
    expect(await create({ kind: 'publishable', name: 'x', origins: [origin] })).toMatchObject({ origins: [origin] });
  },
);
