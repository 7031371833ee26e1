import { themeSchema, widgetSessionSchema, type Palette } from '@shotform/contracts';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { signIn } from '../testing/test-session.ts';
import { theme } from './northside-hoops.ts';
import { seed, type Seeded } from './seed.ts';

const siteOrigin = 'http://localhost:4701';
let app: TestApp;
let seeded: Seeded;

function seedAgain(origin = siteOrigin): Promise<Seeded> {
  const environment = {
    DATABASE_SYSTEM_URL: app.config.database.system,
    SHOTFORM_MASTER_KEY: app.config.masterKey.toString('base64'),
  };
  return seed({ dataDir: app.database.dataDir, environment, siteOrigin: origin });
}

beforeAll(async () => {
  app = await startTestApp();
  seeded = await seedAgain();
});
afterAll(() => app.stop());

function openSession(origin: string): Promise<Response> {
  return fetch(`${app.url}/v1/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${seeded.publishableKey}`, origin, 'content-type': 'application/json' },
    body: '{}',
  });
}

test("the facility's page opens a session, in its brand", async () => {
  const session = widgetSessionSchema.parse(await (await openSession(siteOrigin)).json());
  expect(session).toMatchObject({
    mode: 'test',
    tenant: { name: 'Northside Hoops' },
    entitlements: { analysesLeft: null },
  });
  expect(session.theme).toEqual(theme(siteOrigin));
});

test('its owner signs in, its server reads analyses', async () => {
  await signIn(app, seeded.owner);
  const headers = { authorization: `Bearer ${seeded.secretKey}` };
  expect((await fetch(`${app.url}/v1/analyses`, { headers })).status).toBe(200);
});

test('seeding again changes nothing, but where the site is', async () => {
  expect(await seedAgain()).toEqual(seeded);
  const client = new Client({ connectionString: app.config.database.system });
  await client.connect();
  const { rows } = await client.query(
    'SELECT (SELECT count(*) FROM tenants) AS t, (SELECT count(*) FROM keys) AS k, (SELECT count(*) FROM themes) AS th',
  );
  await client.end();
  expect(rows).toEqual([{ t: '1', k: '2', th: '1' }]);
  await seedAgain('http://localhost:5001');
  expect((await openSession('http://localhost:5001')).status).toBe(200);
  expect((await openSession(siteOrigin)).status).toBe(403);
  await seedAgain();
});

/** WCAG 2.2, 1.4.3: relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, bl = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test.each(['light', 'dark'] as const)('its %s palette can be read: 4.5 to 1 for text, 3 to 1 for lines', (scheme) => {
  const palette: Palette = themeSchema.parse(theme(siteOrigin))[scheme];
  expect(contrast(palette.primary, palette.onPrimary)).toBeGreaterThanOrEqual(4.5);
  for (const text of ['onSurface', 'muted', 'positive', 'caution', 'negative'] as const) {
    expect([text, contrast(palette[text], palette.surface) >= 4.5]).toEqual([text, true]);
  }
  for (const line of ['primary', 'outline'] as const) {
    expect([line, contrast(palette[line], palette.surface) >= 3]).toEqual([line, true]);
  }
});
