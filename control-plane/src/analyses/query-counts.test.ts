import type { Claim } from '@shotform/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QueryCounter } from '../testing/query-counter.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant } from '../testing/test-tenant.ts';
import { TestWorker } from '../testing/test-worker.ts';

let app: TestApp;
let player: TestPlayer;
let worker: TestWorker;
let counter: QueryCounter;

beforeAll(async () => {
  app = await startTestApp({ RECONCILE_SECONDS: '3600' });
  player = await TestPlayer.open(app.url, await addTenant(app));
  worker = new TestWorker(app.url, app.config.fleetToken);
  counter = new QueryCounter();
});
afterAll(() => app.stop());

test('what is asked often asks the database little, however much there is', async () => {
  const { id: upload } = await player.upload(fakeVideo(20_000));
  const { id } = await player.analyze(upload);
  let claim!: Claim;
  const claiming = await counter.of(async () => (claim = await worker.claim(id)));
  const counts = {
    claim: claiming,
    status: await counter.of(() => player.analysis(id)),
    'list of one': await counter.of(() => player.analyses()),
    beat: await counter.of(() => worker.beat(claim)),
    progress: await counter.of(() => worker.progress(claim, { stage: 'vision', percent: 10 })),
  };
  const finished = await worker.work(claim);
  const ends = {
    complete: await counter.of(() => worker.complete(claim, finished)),
    results: await counter.of(() => player.results(id)),
    create: await counter.of(() => player.analyze(upload)),
  };
  for (let i = 0; i < 5; i++) await player.analyze(upload);
  const list = { 'list of seven': await counter.of(() => player.analyses()) };
  expect({ ...counts, ...ends, ...list }).toMatchInlineSnapshot(`
    {
      "beat": 6,
      "claim": 11,
      "complete": 15,
      "create": 19,
      "list of one": 4,
      "list of seven": 4,
      "progress": 7,
      "results": 6,
      "status": 4,
    }
  `);
});
