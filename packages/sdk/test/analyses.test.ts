/** Analyses and live events, against the real control plane. No worker runs: what changes, the tests change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../../../gpu-worker/src/testing/stack.ts';
import { ShotformAbortError, ShotformConflictError, ShotformNotFoundError } from '../src/index.ts';
import type { AnalysisJob, Fetch, LiveEvent } from '../src/index.ts';
import { openPage, videoLike, type Page } from './pages.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

async function ask({ shotform }: Page, seed: number): Promise<AnalysisJob> {
  const upload = await shotform.uploads.start(videoLike(1000, seed)).done;
  return shotform.analyses.create({ upload: upload.id });
}

/** Claims it as a worker does and answers what reports of it are sent with. */
async function claim({ id }: AnalysisJob): Promise<(path: string, body: unknown) => Promise<number>> {
  const post = (path: string, token: string, body: unknown): Promise<Response> =>
    fetch(`${stack.api}/internal/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const answer = await post(`/analyses/${id}/claim`, stack.workerEnvironment['SHOTFORM_FLEET_TOKEN']!, { worker: 't' });
  const { attempt, token } = (await answer.json()) as { attempt: string; token: string };
  return async (path, body) => (await post(`/attempts/${attempt}${path}`, token, body)).status;
}

describe('analyses', () => {
  it('are asked for, found, listed page by page, and deleted', async () => {
    const page = openPage(stack);
    const { analyses } = page.shotform;
    const made = [await ask(page, 1), await ask(page, 2), await ask(page, 3)];
    expect(made[0]).toMatchObject({ status: 'queued', percent: 0, error: null, summary: null, fileName: 'shots.mp4' });
    expect(await analyses.get(made[1]!.id)).toEqual(made[1]);
    const first = await analyses.list({ limit: 2 });
    const second = await analyses.list({ limit: 2, cursor: first.nextCursor! });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed());
    expect(second.nextCursor).toBeNull();
    await analyses.cancel(made[0]!.id);
    await analyses.delete(made[0]!.id);
    expect(await failure(analyses.get(made[0]!.id))).toBeInstanceOf(ShotformNotFoundError);
  });

  it('are made once for one key, however often they are asked for', async () => {
    const page = openPage(stack);
    const upload = await page.shotform.uploads.start(videoLike(1000, 4)).done;
    const create = (): Promise<AnalysisJob> =>
      page.shotform.analyses.create({ upload: upload.id }, { idempotencyKey: 'mine-1' });
    expect((await create()).id).toBe((await create()).id);
    expect((await page.shotform.analyses.list()).data).toHaveLength(1);
  });

  it('have no results before they have succeeded', async () => {
    const page = openPage(stack);
    const { id } = await ask(page, 5);
    const error = await failure(page.shotform.analyses.results(id));
    expect(error).toBeInstanceOf(ShotformConflictError);
    expect(error).toMatchObject({ code: 'state_conflict', retryable: false });
  });

  it("are nobody else's", async () => {
    const { id } = await ask(openPage(stack), 6);
    const { analyses } = openPage(stack).shotform;
    const calls = [analyses.get, analyses.results, analyses.delete, analyses.wait] as ((
      id: string,
    ) => Promise<unknown>)[];
    for (const call of calls) expect(await failure(call.call(analyses, id))).toBeInstanceOf(ShotformNotFoundError);
  });
});

describe('waiting for an analysis', () => {
  it('hears of every change by events, without asking again', async () => {
    const page = openPage(stack);
    const job = await ask(page, 7);
    const seen: AnalysisJob[] = [];
    const opened = Promise.withResolvers<void>();
    const unsubscribe = page.shotform.events.subscribe(() => undefined, { onOpen: opened.resolve });
    await opened.promise;
    const done = page.shotform.analyses.wait(job.id, { onUpdate: (analysis) => seen.push(analysis) });
    const report = await claim(job);
    expect(await report('/progress', { stage: 'vision', percent: 30 })).toBeLessThan(300);
    await expect.poll(() => seen.at(-1)?.percent).toBe(30);
    await report('/fail', { code: 'video_damaged', message: 'The video is damaged.', retryable: false });
    expect(await done).toMatchObject({ status: 'failed', error: { code: 'video_damaged', retryable: false } });
    expect(seen.map(({ status, stage, percent }) => [status, stage, percent])).toEqual([
      ['queued', null, 0],
      ['running', null, 0],
      ['running', 'vision', 30],
      ['failed', null, expect.any(Number)],
    ]);
    expect(page.requests.filter((request) => request === `GET /v1/analyses/${job.id}`)).toHaveLength(1);
    unsubscribe();
    expect(page.shotform.events.connected).toBe(false);
  });

  it('asks by itself where events do not come through', async () => {
    const blocking: Fetch = (input, init) =>
      String(input).endsWith('/v1/events') ? Promise.reject(new TypeError('blocked')) : fetch(input, init);
    const page = openPage(stack, { fetch: blocking });
    const job = await ask(page, 8);
    const done = page.shotform.analyses.wait(job.id);
    await page.shotform.analyses.cancel(job.id);
    expect(await done).toMatchObject({ status: 'canceled' });
    expect(page.shotform.events.connected).toBe(false);
  });

  it('ends when it is deleted, and with its signal', async () => {
    const page = openPage(stack);
    const job = await ask(page, 9);
    const deleted = failure(page.shotform.analyses.wait(job.id));
    await page.shotform.analyses.delete(job.id);
    expect(await deleted).toBeInstanceOf(ShotformNotFoundError);
    const other = await ask(page, 10);
    const controller = new AbortController();
    const onUpdate = (): void => controller.abort();
    const aborted = failure(page.shotform.analyses.wait(other.id, { onUpdate, signal: controller.signal }));
    expect(await aborted).toBeInstanceOf(ShotformAbortError);
  });

  it('outlives a crash of the API', async () => {
    const page = openPage(stack);
    const job = await ask(page, 11);
    const updates: string[] = [];
    const running = Promise.withResolvers<void>();
    const done = page.shotform.analyses.wait(job.id, {
      onUpdate: ({ status }) => {
        updates.push(status);
        if (status === 'running') running.resolve();
      },
    });
    const report = await claim(job);
    await running.promise;
    await stack.killApi();
    await stack.startApi();
    await report('/fail', { code: 'not_a_video', message: 'No video.', retryable: false });
    expect(await done).toMatchObject({ status: 'failed' });
    // What is heard again after the crash may tell of something else than the status.
    expect([...new Set(updates)]).toEqual(['queued', 'running', 'failed']);
  });
});

it('events go on after the last one that came: none is lost over a lost connection', async () => {
  let cut: (() => void) | undefined;
  const lastIds: (string | null)[] = [];
  const cutting: Fetch = async (input, init) => {
    if (!String(input).endsWith('/v1/events')) return fetch(input, init);
    lastIds.push(new Headers(init?.headers).get('last-event-id'));
    const controller = new AbortController();
    cut = () => controller.abort();
    return fetch(input, { ...init, signal: AbortSignal.any([init!.signal!, controller.signal]) });
  };
  const page = openPage(stack, { fetch: cutting });
  const heard: LiveEvent[] = [];
  const opened = Promise.withResolvers<void>();
  const unsubscribe = page.shotform.events.subscribe((event) => heard.push(event), { onOpen: opened.resolve });
  await opened.promise;
  const job = await ask(page, 12);
  const report = await claim(job);
  await expect.poll(() => heard.length).toBe(2);
  cut!();
  await report('/progress', { stage: 'probe', percent: 4 });
  await report('/progress', { stage: 'vision', percent: 8 });
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(4);
  expect(lastIds[0]).toBeNull();
  expect(lastIds[1]).toMatch(/^\d+$/);
  expect(heard.map(({ analysis }) => ('percent' in analysis ? analysis.percent : null))).toEqual([0, 0, 4, 8]);
  unsubscribe();
});
