import type { Problem } from '@shotform/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { addTenant } from '../testing/test-tenant.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ RATE_SIGN_IN: '3', TRUST_PROXY: '1' });
});
afterAll(() => app.stop());

async function attempt(email: string, password: string, ip: string): Promise<string> {
  const answer = await fetch(`${app.url}/console/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
    body: JSON.stringify({ email, password }),
  });
  return answer.ok ? 'signed in' : ((await answer.json()) as Problem).code;
}

test('guessing has a limit: for an account from everywhere, and from an address for every account', async () => {
  const { owner } = await addTenant(app);
  for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
    expect(await attempt(owner.email, 'guess', ip)).toBe('sign_in_failed');
  }
  // Even with the right one: else the limit would tell it.
  expect(await attempt(owner.email, owner.password, '192.0.2.4')).toBe('rate_limited');
  for (const name of ['a', 'b', 'c'])
    expect(await attempt(`${name}@example.com`, 'guess', '192.0.2.9')).toBe('sign_in_failed');
  expect(await attempt('d@example.com', 'guess', '192.0.2.9')).toBe('rate_limited');
});
