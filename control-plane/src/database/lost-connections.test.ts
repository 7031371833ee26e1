import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { readRows } from '../testing/tables.ts';
import { Database } from './database.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ RECONCILE_SECONDS: '3600', DATABASE_POOL: '2' });
});
afterAll(() => app.stop());

test('transactions whose connections were cut take no place of the pool for good', async () => {
  const database = app.app.get(Database, { strict: false });
  const scope = { tenant: 'tenant_01jb2kq1f9ey8r2z0v3n4m5p6q', mode: 'test', player: '*' } as const;
  for (let i = 0; i < 4; i++) {
    const cut = database.run(scope, async (em) => {
      const [row] = await em.execute<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      const asAdmin = { urls: { ...app.database.urls, system: app.database.adminUrl } };
      await readRows(asAdmin, 'SELECT pg_terminate_backend($1)', [row?.pid]);
      await em.execute('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
  }
  expect(await database.run(scope, (em) => em.execute('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
});
