import { refreshedSchema, widgetSessionSchema, type Problem, type WidgetSession } from '@shotform/contracts';
import { createRemoteJWKSet, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';
import { ExpiredSessions } from './expired-sessions.ts';
import { parseKeyText, playerTokenKey } from './key-text.ts';

let app: TestApp;
let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app);
  other = await addTenant(app);
});
afterAll(() => app.stop());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function ask(body: object, key = tenant.publishable.test, origin = tenant.origin): Promise<Response> {
  return post('/v1/sessions', body, { authorization: `Bearer ${key}`, origin });
}

async function open(body: object = {}): Promise<WidgetSession> {
  const answer = await ask(body);
  expect(answer.status).toBe(200);
  return widgetSessionSchema.parse(await answer.json());
}

async function problem(answer: Response): Promise<[number, string]> {
  const { status, code } = (await answer.json()) as Problem;
  return [status, code];
}

function playerToken(sub: string, { key = tenant.secret.test, seconds = 600, name = 'Sam' } = {}): Promise<string> {
  return new SignJWT({ name })
    .setProtectedHeader({ alg: 'HS256', kid: parseKeyText(key)?.id ?? '' })
    .setSubject(sub)
    .setAudience('shotform')
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .sign(playerTokenKey(key));
}

test('an anonymous player is made once and found again by their secret', async () => {
  const first = await open();
  expect(first.player).toMatchObject({ identified: false, name: null, secret: expect.stringMatching(/^sf_player_/) });
  const again = await open({ playerSecret: first.player.secret });
  expect(again.player).toEqual({ id: first.player.id, identified: false, name: null });
  expect(again.id).not.toBe(first.id);
  const stranger = await open({ playerSecret: 'sf_player_of-somebody-else' });
  expect(stranger.player.id).not.toBe(first.player.id);
});

test('a secret finds nobody in another tenant or mode', async () => {
  const { player } = await open();
  const body = { playerSecret: player.secret };
  const elsewhere = await ask(body, other.publishable.test, other.origin);
  const live = await ask(body, tenant.publishable.live);
  for (const answer of [elsewhere, live]) {
    expect(widgetSessionSchema.parse(await answer.json()).player.id).not.toBe(player.id);
  }
});

test('an identified player is who the facility says, under one id', async () => {
  const first = await open({ playerToken: await playerToken('member-7') });
  expect(first.player).toEqual({ id: first.player.id, identified: true, name: 'Sam' });
  const renamed = await open({ playerToken: await playerToken('member-7', { name: 'Samira' }) });
  expect(renamed.player).toEqual({ id: first.player.id, identified: true, name: 'Samira' });
});

test('two first visits of a player at once make one player', async () => {
  const token = await playerToken('member-8');
  const sessions = await Promise.all(Array.from({ length: 6 }, () => open({ playerToken: token })));
  expect(new Set(sessions.map((session) => session.player.id)).size).toBe(1);
});

test.each([
  ['signed by another tenant', () => playerToken('x', { key: other.secret.test })],
  ['signed by the key of the other mode', () => playerToken('x', { key: tenant.secret.live })],
  ['good for longer than an hour', () => playerToken('x', { seconds: 3700 })],
  ['expired', () => playerToken('x', { seconds: -120 })],
  ['no token at all', () => Promise.resolve('nonsense')],
])('a player token %s is refused', async (_, token) => {
  expect(await problem(await ask({ playerToken: await token() }))).toEqual([401, 'player_token_invalid']);
});

test('a player token signed with another key than its kid says is refused', async () => {
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', kid: parseKeyText(tenant.secret.test)?.id ?? '' })
    .setSubject('x')
    .setAudience('shotform')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(playerTokenKey(other.secret.test));
  expect(await problem(await ask({ playerToken: token }))).toEqual([401, 'player_token_invalid']);
});

test('a key works from its own origin alone', async () => {
  const elsewhere = await ask({}, tenant.publishable.test, 'https://evil.example');
  expect(await problem(elsewhere)).toEqual([403, 'origin_not_allowed']);
  const nowhere = await post('/v1/sessions', {}, { authorization: `Bearer ${tenant.publishable.test}` });
  expect(await problem(nowhere)).toEqual([403, 'origin_not_allowed']);
});

test('a key with a typo, an unknown key and a secret key open nothing', async () => {
  const typo = tenant.publishable.test.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'));
  for (const key of [typo, tenant.secret.test]) {
    expect(await problem(await ask({}, key))).toEqual([401, 'credential_invalid']);
  }
});

test('the token is signed by a published key and says whose it is', async () => {
  const session = await open();
  const keys = createRemoteJWKSet(new URL(`${app.url}/.well-known/jwks.json`));
  const { payload, protectedHeader } = await jwtVerify(session.token, keys, { audience: 'shotform' });
  expect(protectedHeader.alg).toBe('EdDSA');
  expect(payload).toMatchObject({ sub: session.player.id, tenant: tenant.id, mode: 'test', sid: session.id });
  const { exp = 0, iat = 0 } = payload;
  expect(exp - iat).toBe(15 * 60);
  expect(new Date(exp * 1000).toISOString()).toBe(session.expiresAt);
});

test('a refresh token is good for one renewal; used again, it ends the session', async () => {
  const session = await open();
  const renewed = await post('/v1/sessions/refresh', { refreshToken: session.refreshToken });
  const next = refreshedSchema.parse(await renewed.json());
  expect(next.refreshToken).not.toBe(session.refreshToken);
  const reused = await post('/v1/sessions/refresh', { refreshToken: session.refreshToken });
  expect(await problem(reused)).toEqual([401, 'refresh_token_reused']);
  // Also for the one who has the newer token: which of the two is the thief cannot be told.
  const after = await post('/v1/sessions/refresh', { refreshToken: next.refreshToken });
  expect(await problem(after)).toEqual([401, 'token_expired']);
});

test('of two renewals at once by one token one wins', async () => {
  const { refreshToken } = await open();
  const answers = await Promise.all([1, 2].map(() => post('/v1/sessions/refresh', { refreshToken })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401]);
});

test('a refresh token that was never given out is refused', async () => {
  const answer = await post('/v1/sessions/refresh', { refreshToken: 'sf_refresh_made-up' });
  expect(await problem(answer)).toEqual([401, 'credential_invalid']);
});

test('a session ends after its time, however often it was renewed', async () => {
  const { refreshToken } = await open();
  app.clock.advance(31 * 24 * 60 * 60 * 1000);
  const answer = await post('/v1/sessions/refresh', { refreshToken });
  expect(await problem(answer)).toEqual([401, 'token_expired']);
});

test('what is over is forgotten, what runs is not', async () => {
  const session = await open();
  app.clock.advance(31 * 24 * 60 * 60 * 1000);
  const running = await open();
  await app.app.get(ExpiredSessions).forget();
  const over = await post('/v1/sessions/refresh', { refreshToken: session.refreshToken });
  expect(await problem(over)).toEqual([401, 'credential_invalid']);
  expect((await post('/v1/sessions/refresh', { refreshToken: running.refreshToken })).status).toBe(200);
});

test('signing keys overlap: the next is published before it signs, the last is believed after', async () => {
  const kids = async (): Promise<string[]> => {
    const { keys } = (await (await fetch(`${app.url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
    return keys.map((key) => key.kid);
  };
  const kidOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const day = 24 * 60 * 60 * 1000;
  const first = kidOf((await open()).token);
  let published = await kids();
  while (published.at(-1) === first) {
    app.clock.advance(day);
    published = await kids();
  }
  expect(kidOf((await open()).token)).toBe(first);
  app.clock.advance(2 * day);
  const next = kidOf((await open()).token);
  expect(next).not.toBe(first);
  expect(published).toContain(next);
  expect(await kids()).toContain(first);
});
