import type { AnalysisJob, Claim, Report } from '@shotform/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attemptPrefix } from '../objects/keys.ts';
import { ObjectStore } from '../objects/store.ts';
import { Reconciler } from '../reconciler/reconciler.ts';
import { Sweeper } from '../reconciler/sweeper.ts';
import { call } from '../testing/http-client.ts';
import { readRows } from '../testing/tables.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant } from '../testing/test-tenant.ts';
import { describeOutputs, realOutputs, TestWorker, type WorkerOutputs } from '../testing/test-worker.ts';

let app: TestApp;
let player: TestPlayer;
let worker: TestWorker;

beforeAll(async () => {
  app = await startTestApp({ RECONCILE_SECONDS: '3600' });
  player = await TestPlayer.open(app.url, await addTenant(app));
  worker = new TestWorker(app.url, app.config.fleetToken);
});
afterAll(() => app.stop());

const queue = async (): Promise<AnalysisJob> => player.analyze((await player.upload(fakeVideo(20_000))).id);
const endSilentAttempts = (): Promise<number> => app.app.get(Reconciler, { strict: false }).endSilentAttempts();
/** What must not change any more: every row of the analysis. */
const everything = async (id: string): Promise<unknown> => ({
  analyses: await readRows(app.database, 'SELECT * FROM analyses WHERE id = $1', [id]),
  reports: await readRows(app.database, 'SELECT * FROM reports WHERE analysis_id = $1', [id]),
  usage: await readRows(app.database, 'SELECT * FROM usage_records WHERE source_id = $1', [id]),
  reservations: await readRows(app.database, 'SELECT * FROM reservations WHERE analysis_id = $1', [id]),
  events: await readRows(app.database, `SELECT * FROM events WHERE data->'analysis'->>'id' = $1 ORDER BY id`, [id]),
  attempts: await readRows(
    app.database,
    'SELECT id, fence, status, error_code FROM attempts WHERE analysis_id = $1 ORDER BY fence',
    [id],
  ),
});

describe('claiming', () => {
  test('of many who ask at once, one has it', async () => {
    const { id } = await queue();
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => worker.claim(id)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of asked) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'state_conflict' });
    }
  });

  test('takes the token of the fleet', async () => {
    const { id } = await queue();
    const url = `${app.url}/internal/v1/analyses/${id}/claim`;
    const body = { worker: 'x' };
    await expect(call(url, { method: 'POST', token: player.token, body })).rejects.toMatchObject({
      code: 'credential_invalid',
    });
  });

  test("an attempt's token speaks for that attempt alone", async () => {
    const mine = await worker.claim((await queue()).id);
    const other = await worker.claim((await queue()).id);
    await expect(worker.beat({ ...other, token: mine.token })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the baseline', () => {
  test("is what the player's earlier shots were like, and nobody else's", async () => {
    const tenant = await addTenant(app);
    const [one, other] = [await TestPlayer.open(app.url, tenant), await TestPlayer.open(app.url, tenant)];
    const ask = async (who: TestPlayer): Promise<AnalysisJob> => who.analyze((await who.upload(fakeVideo(20_000))).id);
    const first = await worker.claim((await ask(one)).id);
    expect(first.baseline).toEqual({});
    await worker.complete(first, await worker.work(first));
    const { metrics } = (JSON.parse(realOutputs()['report.json'].toString()) as Report).session;
    expect(Object.keys(metrics).length).toBeGreaterThan(0);
    const { baseline } = await worker.claim((await ask(one)).id);
    expect(baseline).toEqual(
      Object.fromEntries(Object.entries(metrics).map(([id, { n, mean, sd }]) => [id, { n, mean, sd: sd ?? 0 }])),
    );
    expect((await worker.claim((await ask(other)).id)).baseline).toEqual({});
  });
});

describe('the fence', () => {
  test('a worker stopped past its lease, and woken after another has finished, changes nothing', async () => {
    const { id } = await queue();
    const sleeper = await worker.claim(id);
    const late = await worker.work(sleeper);
    app.clock.advance(46_000);
    await endSilentAttempts();
    const claim = await worker.claim(id);
    expect(claim.fence).toBe(2);
    await worker.complete(claim, await worker.work(claim));

    const before = await everything(id);
    await expectSuperseded(sleeper, late);
    expect(await everything(id)).toEqual(before);
    expect(before).toMatchObject({
      reports: [{ attempt_id: claim.attempt }],
      usage: [{}],
      analyses: [{ result_fence: 2 }],
    });
    expect((await player.results(id)).files.annotated.url).toContain('/attempts/2/');
  });

  test('so does one that is woken while the other is at work, or nobody is yet', async () => {
    const { id } = await queue();
    const sleeper = await worker.claim(id);
    const late = await worker.work(sleeper);
    app.clock.advance(46_000);
    await endSilentAttempts();
    const waiting = await everything(id);
    await expectSuperseded(sleeper, late);
    expect(await everything(id)).toEqual(waiting);
    const claim = await worker.claim(id);
    const running = await everything(id);
    await expectSuperseded(sleeper, late);
    expect(await everything(id)).toEqual(running);
    await worker.complete(claim, await worker.work(claim));
    expect(await player.analysis(id)).toMatchObject({ status: 'succeeded' });
  });

  test("the losers' outputs are swept, the winner's stay", async () => {
    const { id } = await queue();
    const loser = await worker.claim(id);
    await worker.work(loser);
    app.clock.advance(46_000);
    await endSilentAttempts();
    await worker.finish(id);
    while ((await app.app.get(Sweeper, { strict: false }).erase()) > 0);
    const { tenant, mode, player: who } = player.session;
    const keyOf = (fence: number): string =>
      `${attemptPrefix({ tenant: tenant.id, mode, player: who.id }, id, fence)}report.json`;
    const store = app.app.get(ObjectStore, { strict: false });
    expect(await store.head(keyOf(1))).toBeNull();
    expect(await store.head(keyOf(2))).not.toBeNull();
  });

  test('beats keep the lease, though it would have run out without them', async () => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    for (let i = 0; i < 5; i++) {
      app.clock.advance(30_000);
      await worker.beat(claim);
      await endSilentAttempts();
    }
    await worker.complete(claim, await worker.work(claim));
  });
});

describe('a worker that dies', () => {
  const deaths: Record<string, (claim: Claim) => Promise<unknown>> = {
    'right after its claim': async () => undefined,
    'after a beat': (claim) => worker.beat(claim),
    'while it reports progress': (claim) => worker.progress(claim, { stage: 'vision', percent: 70 }),
    'between two outputs': (claim) => put(claim, 'report.json', Buffer.from('half')),
    'before it says that it is done': (claim) => worker.work(claim),
  };

  test.each(Object.entries(deaths))('%s: another one does it, once', async (_, lastWords) => {
    const { id } = await queue();
    await lastWords(await worker.claim(id));
    app.clock.advance(46_000);
    await endSilentAttempts();
    await worker.finish(id);
    expect(await player.analysis(id)).toMatchObject({ status: 'succeeded' });
    expect(await everything(id)).toMatchObject({
      reports: [{}],
      usage: [{ quantity: 1 }],
      analyses: [{ result_fence: 2 }],
    });
  });

  test('after it has said that it is done, but has not heard the answer: it is done', async () => {
    const { id } = await queue();
    await worker.finish(id);
    app.clock.advance(46_000);
    await endSilentAttempts();
    expect(await everything(id)).toMatchObject({ reports: [{}], usage: [{}], analyses: [{ result_fence: 1 }] });
  });
});

/** Everything that a worker can say. */
async function expectSuperseded(claim: Claim, finished: Parameters<TestWorker['complete']>[1]): Promise<void> {
  const superseded = { code: 'attempt_superseded' };
  await expect(worker.beat(claim)).rejects.toMatchObject(superseded);
  await expect(worker.progress(claim, { stage: 'store', percent: 99 })).rejects.toMatchObject(superseded);
  await expect(worker.complete(claim, finished)).rejects.toMatchObject(superseded);
  const failure = { code: 'not_a_video', message: 'no', retryable: false };
  await expect(worker.fail(claim, failure)).rejects.toMatchObject(superseded);
  await expect(worker.handBack(claim)).rejects.toMatchObject(superseded);
}

describe('completing', () => {
  test('again, and at once, is the same', async () => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    const finished = await worker.work(claim);
    await Promise.all([worker.complete(claim, finished), worker.complete(claim, finished)]);
    const before = await everything(id);
    await worker.complete(claim, finished);
    expect(await everything(id)).toEqual(before);
  });

  test.each([
    ['is not there', async () => realOutputs()],
    ['is no JSON', (claim: Claim) => storeReport(claim, '{')],
    ['is no report', (claim: Claim) => storeReport(claim, '{"schemaVersion":"1.0"}')],
  ])('with a report that %s is refused, and the attempt goes on', async (_, store) => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    const outputs = describeOutputs(await store(claim));
    const body = { sourceSha256: outputs['poster.jpg'].sha256, outputs };
    await expect(worker.complete(claim, body)).rejects.toMatchObject({ code: 'upload_mismatch' });
    expect(await player.analysis(id)).toMatchObject({ status: 'running' });
    await worker.complete(claim, await worker.work(claim));
  });

  test('with other bytes than announced is refused', async () => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    const finished = await worker.work(claim);
    await put(claim, 'report.json', Buffer.alloc(finished.outputs['report.json'].bytes, ' '));
    await expect(worker.complete(claim, finished)).rejects.toMatchObject({ code: 'upload_mismatch' });
  });
});

async function storeReport(claim: Claim, text: string): Promise<WorkerOutputs> {
  const outputs = { ...realOutputs(), 'report.json': Buffer.from(text) };
  await worker.work(claim, outputs);
  return outputs;
}

async function put(claim: Claim, name: 'report.json', body: Buffer): Promise<void> {
  const { url, headers } = claim.outputs[name];
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200);
}

describe('failing', () => {
  const retryable = { code: 'encoder_failed', message: 'x264 says no', retryable: true };

  test("of the video's own fault is final, and told in the player's words", async () => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    const message = 'The video is damaged: no frame of it can be decoded.';
    const failure = { code: 'video_damaged', message, retryable: false };
    await worker.fail(claim, failure);
    await worker.fail(claim, failure);
    const failed = await player.analysis(id);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'video_damaged', message, retryable: false } });
    expect(await everything(id)).toMatchObject({ usage: [], reservations: [{ status: 'released' }] });
  });

  test('of our fault is tried again, after a pause, up to the limit; the reason stays ours', async () => {
    const { id } = await queue();
    for (const pauseMs of [2000, 4000]) {
      await worker.fail(await worker.claim(id), retryable);
      expect(await player.analysis(id)).toMatchObject({ status: 'queued', percent: 0, error: null });
      await expect(worker.claim(id)).rejects.toMatchObject({ code: 'state_conflict' });
      app.clock.advance(pauseMs + 10);
    }
    await worker.fail(await worker.claim(id), retryable);
    const { error } = await player.analysis(id);
    expect(error).toMatchObject({ code: 'internal', retryable: true });
    expect(JSON.stringify(error)).not.toContain('x264');
    expect(await everything(id)).toMatchObject({
      usage: [],
      reservations: [{ status: 'released' }],
      attempts: [{ status: 'failed' }, { status: 'failed' }, { status: 'failed', error_code: 'encoder_failed' }],
    });
    await expect(worker.claim(id)).rejects.toMatchObject({ code: 'state_conflict' });
  });
});

describe('handing back', () => {
  test('is taken by another at once, with nothing of what the first had done', async () => {
    const { id } = await queue();
    const first = await worker.claim(id);
    await worker.progress(first, { stage: 'vision', percent: 60 });
    await worker.handBack(first);
    expect(await player.analysis(id)).toMatchObject({ status: 'queued', stage: null, percent: 0, error: null });
    const second = await worker.finish(id);
    expect(second.fence).toBe(2);
    expect(await player.analysis(id)).toMatchObject({ status: 'succeeded' });
  });

  test('told again, it is the same; and it may not come back to it', async () => {
    const { id } = await queue();
    const claim = await worker.claim(id);
    await worker.handBack(claim);
    const before = await everything(id);
    await worker.handBack(claim);
    expect(await everything(id)).toEqual(before);
    await expect(worker.beat(claim)).rejects.toMatchObject({ code: 'attempt_superseded' });
  });

  test('takes none of the tries away, neither from failures nor from silence', async () => {
    const { id } = await queue();
    for (let i = 0; i < 4; i++) await worker.handBack(await worker.claim(id));
    await worker.fail(await worker.claim(id), { code: 'encoder_failed', message: 'x', retryable: true });
    app.clock.advance(2010);
    await worker.handBack(await worker.claim(id));
    await worker.claim(id);
    app.clock.advance(46_000);
    await endSilentAttempts();
    expect(await player.analysis(id)).toMatchObject({ status: 'queued' });
    await worker.fail(await worker.claim(id), { code: 'encoder_failed', message: 'x', retryable: true });
    expect(await player.analysis(id)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
  });
});
