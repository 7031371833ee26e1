import { afterAll, beforeAll, expect, test } from 'vitest';
import { RouteTable } from '../../src/http/route-table.ts';
import { startTestApp, type TestApp } from '../../src/testing/test-app.ts';
import { matrix } from './cells.ts';
import { buildWorld, type World } from './world.ts';

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(async () => {
  await world.db.end();
  await app.stop();
});

test('every route answers every credential as it should, on real objects of everybody', async () => {
  const wrong: string[] = [];
  const cells = matrix(app.app.get(RouteTable).all());
  for (const cell of cells) {
    for (const problem of await cell.run(world)) wrong.push(`${cell.name}: ${problem}`);
  }
  expect(wrong).toEqual([]);
  // The matrix is as large as its parts: a route of objects has a cell for each owner.
  expect(cells.length).toBeGreaterThan(app.app.get(RouteTable).all().length * 7);
});
