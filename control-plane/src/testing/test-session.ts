import { widgetSessionSchema, type Mode, type SessionRequest, type WidgetSession } from '@shotform/contracts';
import { csrfToken } from '../identity/console-cookie.ts';
import type { TestApp } from './test-app.ts';
import type { TestTenant } from './test-tenant.ts';

/** A session as a page opens it; of a new anonymous player where the request names nobody. */
export async function openSession(
  app: Pick<TestApp, 'url'>,
  tenant: TestTenant,
  { mode = 'test', ...request }: SessionRequest & { mode?: Mode } = {},
): Promise<WidgetSession> {
  const answer = await fetch(`${app.url}/v1/sessions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tenant.publishable[mode]}`,
      origin: tenant.origin,
    },
    body: JSON.stringify(request),
  });
  if (!answer.ok) throw new Error(`No session: ${await answer.text()}`);
  return widgetSessionSchema.parse(await answer.json());
}

/** The headers of somebody who has signed in to the console, and what they signed in with. */
export interface ConsoleSignIn {
  cookie: string;
  'x-shotform-csrf': string;
}

export async function signIn(
  app: Pick<TestApp, 'url'>,
  who: { email: string; password: string },
): Promise<ConsoleSignIn> {
  const answer = await fetch(`${app.url}/console/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: who.email, password: who.password }),
  });
  if (!answer.ok) throw new Error(`Not signed in: ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, 'x-shotform-csrf': csrfToken(cookie.slice(cookie.indexOf('=') + 1)) };
}
