import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, readConfig } from './server.ts';

const secretKey = `sf_sk_test_01jb2kq1f9ey8r2z0v3n4m5p6q_${'0'.repeat(38)}`;
const publishableKey = `sf_pk_test_01jb2kq1f9ey8r2z0v3n4m5p6q_"><b>`;
const server = createSite(
  readConfig({
    SHOTFORM_PUBLISHABLE_KEY: publishableKey,
    SHOTFORM_SECRET_KEY: secretKey,
    SHOTFORM_API: 'http://a.test/',
  }),
);
let base: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const fromOurPages = { 'sec-fetch-site': 'same-origin' };
function post(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    ...init,
    headers: { ...fromOurPages, ...init.headers },
  });
}
async function signIn(player: string): Promise<string> {
  const response = await post('/sign-in', { body: new URLSearchParams({ player }) });
  expect(response.status).toBe(303);
  return response.headers.get('set-cookie')!.split(';')[0]!;
}

describe('the page', () => {
  it('carries the tag with the key, and a policy that lets only its script in', async () => {
    const response = await fetch(base);
    const page = await response.text();
    expect(page).toContain('<script type="module" src="http://a.test/widget/v1/shotform.js"></script>');
    expect(page).toContain('api-base="http://a.test"');
    expect(page).not.toContain('"><b>');
    expect(page).not.toContain('{{');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self' http://a.test; style-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/ style=| on\w+=|<style/);
  });

  it('never tells the secret key', async () => {
    const cookie = await signIn('nsh-0107');
    const page = await (await fetch(base, { headers: { cookie } })).text();
    expect(page).toContain('Maya Brooks');
    expect(page).not.toContain('sf_sk_');
  });

  it.each(['/site.css', '/site.js', '/mark.svg', '/court.svg', '/fonts/barlow-400.woff2', '/health'])(
    'serves %s',
    async (path) => {
      const response = await fetch(base + path);
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    },
  );

  it.each(['/nothing', '/../package.json', '/public/index.html'])('knows no %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });
});

describe('POST /player-token', () => {
  it('signs for the player who is signed in', async () => {
    const response = await post('/player-token', { headers: { cookie: await signIn('nsh-0112') } });
    const { token } = (await response.json()) as { token: string };
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    expect(claims).toMatchObject({ sub: 'nsh-0112', name: 'Jonah Reyes', aud: 'shotform' });
  });

  it('answers null to everybody else, also after signing out', async () => {
    const cookie = await signIn('nsh-0112');
    expect(await (await post('/player-token')).json()).toEqual({ token: null });
    await post('/sign-out', { headers: { cookie } });
    expect(await (await post('/player-token', { headers: { cookie } })).json()).toEqual({ token: null });
  });

  it('is for our own pages alone', async () => {
    const cookie = await signIn('nsh-0112');
    const response = await post('/player-token', { headers: { cookie, 'sec-fetch-site': 'cross-site' } });
    expect(response.status).toBe(403);
  });
});

it('does not know a player who is none', async () => {
  expect((await post('/sign-in', { body: new URLSearchParams({ player: 'x' }) })).status).toBe(400);
});

it('does not start without its keys, and says which is missing', () => {
  expect(() => readConfig({ SHOTFORM_PUBLISHABLE_KEY: 'x' })).toThrow('SHOTFORM_SECRET_KEY');
});
