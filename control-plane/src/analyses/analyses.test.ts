import type { AnalysisJob, List } from '@shotform/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ObjectStore } from '../objects/store.ts';
import { analysisPrefix } from '../objects/keys.ts';
import { Sweeper } from '../reconciler/sweeper.ts';
import { call } from '../testing/http-client.ts';
import { readRows } from '../testing/tables.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';
import { realOutputs, TestWorker } from '../testing/test-worker.ts';

let app: TestApp;
let tenant: TestTenant;
let player: TestPlayer;
let worker: TestWorker;

beforeAll(async () => {
  app = await startTestApp({ RECONCILE_SECONDS: '3600' });
  tenant = await addTenant(app);
  worker = new TestWorker(app.url, app.config.fleetToken);
});
beforeEach(async () => {
  player = await TestPlayer.open(app.url, tenant);
});
afterAll(() => app.stop());

const video = fakeVideo(20_000);
const queue = async (): Promise<AnalysisJob> => player.analyze((await player.upload(video)).id);
const usage = (id: string): Promise<{ quantity: number }[]> =>
  readRows(app.database, 'SELECT quantity FROM usage_records WHERE source_id = $1', [id]);
const reservation = async (id: string): Promise<string | undefined> => {
  const rows = await readRows<{ status: string }>(
    app.database,
    'SELECT status FROM reservations WHERE analysis_id = $1',
    [id],
  );
  return rows[0]?.status;
};

test('from a video to its report', async () => {
  const queued = await queue();
  expect(queued).toMatchObject({ status: 'queued', percent: 0, stage: null, error: null });
  expect(await reservation(queued.id)).toBe('held');
  const claim = await worker.claim(queued.id);
  expect(claim).toMatchObject({ analysis: queued.id, fence: 1, model: 'lite', source: { bytes: video.length } });
  await worker.progress(claim, { stage: 'vision', percent: 40 });
  expect(await player.analysis(queued.id)).toMatchObject({ status: 'running', stage: 'vision', percent: 40 });
  await worker.progress(claim, { stage: 'analysis', percent: 30 });
  expect(await player.analysis(queued.id)).toMatchObject({ stage: 'analysis', percent: 40 });
  await worker.complete(claim, await worker.work(claim));

  const report = JSON.parse(realOutputs()['report.json'].toString()) as { session: { form: { value: number } } };
  const done = await player.analysis(queued.id);
  expect(done).toMatchObject({ status: 'succeeded', percent: 100, error: null, stage: null });
  expect(done.summary).toMatchObject({ shots: 1, form: report.session.form.value });
  expect(await reservation(queued.id)).toBe('committed');
  expect(await usage(queued.id)).toEqual([{ quantity: 1 }]);

  const results = await player.results(queued.id);
  expect(results.report).toEqual(report);
  const source = await fetch(results.files.source.url);
  expect(source.headers.get('content-type')).toBe('video/mp4');
  expect(Buffer.from(await source.arrayBuffer()).equals(video)).toBe(true);
  expect(await (await fetch(results.files.annotated.url)).text()).toBe('annotated');
  expect(results.files.tracks.bytes).toBe(realOutputs()['tracks.json.gz'].length);
});

describe('asking for one', () => {
  test('the same request is one analysis', async () => {
    const { id } = await player.upload(video);
    const first = await player.analyze(id, 'once');
    expect(await player.analyze(id, 'once')).toEqual(first);
    expect((await player.analyses()).data).toHaveLength(1);
  });

  test('of an upload that is not complete is refused', async () => {
    const { id } = await player.announce(video);
    await expect(player.analyze(id)).rejects.toMatchObject({ code: 'state_conflict' });
  });

  test("of another player's upload is not found", async () => {
    const { id } = await player.upload(video);
    const other = await TestPlayer.open(app.url, tenant);
    await expect(other.analyze(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('beyond the plan is refused, however many ask at once', async () => {
    const small = await addTenant(app, 'basic');
    const players = await Promise.all(Array.from({ length: 4 }, () => TestPlayer.open(app.url, small)));
    const uploads = await Promise.all(players.map((each) => each.upload(video)));
    const asked = players.flatMap((each, i) => Array.from({ length: 4 }, () => each.analyze(uploads[i]!.id)));
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'limit_reached' });
    }
    // What is called off is given back.
    const given = answers.findIndex(({ status }) => status === 'fulfilled');
    const { id } = (answers[given] as PromiseFulfilledResult<AnalysisJob>).value;
    const owner = players[Math.floor(given / 4)]!;
    await owner.post(`/v1/analyses/${id}/cancel`);
    await owner.analyze(uploads[Math.floor(given / 4)]!.id);
  });
});

test('a list goes on page by page, newest first, each once', async () => {
  const { id } = await player.upload(video);
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.unshift((await player.analyze(id)).id);
  const seen: string[] = [];
  let page: List<AnalysisJob> | null = await player.analyses('?limit=2');
  while (page) {
    seen.push(...page.data.map((each) => each.id));
    page = page.nextCursor === null ? null : await player.analyses(`?limit=2&cursor=${page.nextCursor}`);
  }
  expect(seen).toEqual(made);
  await expect(player.analyses('?cursor=nonsense')).rejects.toMatchObject({ code: 'request_invalid' });
});

describe('calling off', () => {
  test('what waits is over at once, and no worker gets it', async () => {
    const { id } = await queue();
    expect(await player.post(`/v1/analyses/${id}/cancel`)).toMatchObject({ status: 'canceled' });
    expect(await player.post(`/v1/analyses/${id}/cancel`)).toMatchObject({ status: 'canceled' });
    await expect(worker.claim(id)).rejects.toMatchObject({ code: 'state_conflict' });
    expect(await reservation(id)).toBe('released');
  });

  test('what runs stops with the next beat, and completes no more', async () => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    const finished = await worker.work(claim);
    await player.post(`/v1/analyses/${id}/cancel`);
    expect(await worker.beat(claim)).toMatchObject({ canceled: true });
    await expect(worker.complete(claim, finished)).rejects.toMatchObject({ code: 'attempt_superseded' });
    expect(await player.analysis(id)).toMatchObject({ status: 'canceled' });
    expect(await usage(id)).toEqual([]);
  });

  test('what is finished stays so', async () => {
    const { id } = await queue();
    await worker.finish(id);
    await expect(player.post(`/v1/analyses/${id}/cancel`)).rejects.toMatchObject({ code: 'state_conflict' });
    expect(await reservation(id)).toBe('committed');
  });
});

describe('deleting', () => {
  const objects = (): ObjectStore => app.app.get(ObjectStore, { strict: false });
  const erase = async (): Promise<void> => {
    while ((await app.app.get(Sweeper, { strict: false }).erase()) > 0);
  };
  const owner = () => {
    const { tenant: of, mode, player: who } = player.session;
    return { tenant: of.id, mode, player: who.id };
  };

  test('takes results, video and what is told of it; the usage stays', async () => {
    const { id } = await queue();
    const { fence } = await worker.finish(id);
    const { files } = await player.results(id);
    await player.remove(`/v1/analyses/${id}`);
    await expect(player.analysis(id)).rejects.toMatchObject({ code: 'not_found' });
    await erase();
    for (const { url } of Object.values(files)) expect((await fetch(url)).status).toBe(404);
    expect(await objects().head(`${analysisPrefix(owner(), id)}attempts/${fence}/report.json`)).toBeNull();
    const told = await readRows(
      app.database,
      `SELECT data->>'type' AS type FROM events WHERE data->'analysis'->>'id' = $1`,
      [id],
    );
    expect(told).toEqual([{ type: 'analysis.deleted' }]);
    expect(await usage(id)).toEqual([{ quantity: 1 }]);
  });

  test('leaves the video while another analysis is of it', async () => {
    const upload = await player.upload(video);
    const first = await player.analyze(upload.id);
    const second = await player.analyze(upload.id);
    await worker.finish(second.id);
    await player.remove(`/v1/analyses/${first.id}`);
    await erase();
    const { files } = await player.results(second.id);
    expect((await fetch(files.source.url)).status).toBe(200);
  });

  test('what runs: the attempt has nothing to report to, and what it stores late goes too', async () => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    await player.remove(`/v1/analyses/${id}`);
    await erase();
    const late = await fetch(claim.outputs['poster.jpg'].url, {
      method: 'PUT',
      headers: claim.outputs['poster.jpg'].headers,
      body: 'late',
    });
    expect(late.status).toBe(200);
    await expect(worker.beat(claim)).rejects.toMatchObject({ code: 'credential_invalid' });
    const key = `${analysisPrefix(owner(), id)}attempts/1/poster.jpg`;
    expect(await objects().head(key)).toEqual({ bytes: 4 });
    app.clock.advance(6 * 3_600_000 + 1000);
    await erase();
    expect(await objects().head(key)).toBeNull();
  });
});

test("a facility's server sees all of its players' analyses, of its mode", async () => {
  const { id } = await queue();
  const url = `${app.url}/v1/analyses/${id}`;
  expect(await call(url, { token: tenant.secret.test })).toMatchObject({ id });
  await expect(call(url, { token: tenant.secret.live })).rejects.toMatchObject({ code: 'not_found' });
});

test('results before the end are refused', async () => {
  const { id } = await queue();
  await expect(player.results(id)).rejects.toMatchObject({ code: 'state_conflict' });
});
