import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';
import { TestWorker, realOutputs } from '../testing/test-worker.ts';

let app: TestApp;
let tenant: TestTenant;
let player: TestPlayer;
let worker: TestWorker;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app);
  player = await TestPlayer.open(app.url, tenant);
  worker = new TestWorker(app.url, app.config.fleetToken);
});
afterAll(() => app.stop());

test('from a video to its report', async () => {
  const video = fakeVideo(9 * 1024 * 1024);
  const upload = await player.upload(video);
  expect(upload).toMatchObject({ status: 'completed', bytes: video.length });
  const queued = await player.analyze(upload.id);
  expect(queued).toMatchObject({ status: 'queued', percent: 0, stage: null, upload: upload.id });

  const claim = await worker.claim(queued.id);
  expect(claim).toMatchObject({ analysis: queued.id, fence: 1, model: 'lite' });
  await worker.progress(claim, { stage: 'vision', percent: 40 });
  expect(await player.analysis(queued.id)).toMatchObject({ status: 'running', stage: 'vision', percent: 40 });
  expect(await worker.beat(claim)).toMatchObject({ canceled: false });
  await worker.complete(claim, await worker.work(claim));

  const report = JSON.parse(realOutputs()['report.json'].toString());
  const done = await player.analysis(queued.id);
  expect(done).toMatchObject({ status: 'succeeded', percent: 100, error: null });
  expect(done.summary).toMatchObject({ shots: report.session.shots, form: report.session.form.value });
  const results = await player.results(queued.id);
  expect(results.report).toEqual(report);
  const source = await fetch(results.files.source.url);
  expect(source.headers.get('content-type')).toBe('video/mp4');
  expect(Buffer.from(await source.arrayBuffer()).equals(video)).toBe(true);
  const annotated = await fetch(results.files.annotated.url);
  expect(await annotated.text()).toBe('annotated');
});
