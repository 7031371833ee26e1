import { setTimeout as sleep } from 'node:timers/promises';
import type { AnalysisJob, LiveEvent } from '@shotform/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp, listen } from '../app.ts';
import { readConfig } from '../config/config.ts';
import { embeddedEnvironment } from '../config/embedded-environment.ts';
import { createLogger } from '../operations/logger.ts';
import { freePorts } from '../testing/free-ports.ts';
import { readRows } from '../testing/tables.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { signIn } from '../testing/test-session.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';
import { TestWorker } from '../testing/test-worker.ts';
import { EventWakes } from './event-wakes.ts';
import { Follower } from './testing/follower.ts';

let app: TestApp;
let tenant: TestTenant;
let player: TestPlayer;
let worker: TestWorker;
const open: Follower[] = [];

beforeAll(async () => {
  app = await startTestApp({ RECONCILE_SECONDS: '3600' });
  tenant = await addTenant(app);
  worker = new TestWorker(app.url, app.config.fleetToken);
});
beforeEach(async () => {
  player = await TestPlayer.open(app.url, tenant);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((follower) => follower.close()));
});
afterAll(() => app.stop());

const follow = async (who: TestPlayer, lastEventId?: number, url = app.url): Promise<Follower> => {
  const follower = await Follower.open(url, { authorization: `Bearer ${who.token}` }, lastEventId);
  open.push(follower);
  return follower;
};
const queue = async (who = player): Promise<AnalysisJob> => who.analyze((await who.upload(fakeVideo(20_000))).id);
const isStatus =
  (status: AnalysisJob['status']) =>
  (event: LiveEvent): boolean =>
    event.type === 'analysis.updated' && event.analysis.status === status;
const statuses = ({ told }: Follower): string[] =>
  told.map(({ event }) => (event.type === 'analysis.updated' ? event.analysis.status : event.type));

test('tells every change, in order, with increasing ids', async () => {
  const follower = await follow(player);
  expect(follower.response.headers.get('content-type')).toBe('text/event-stream');
  const { id } = await queue();
  const claim = await worker.claim(id);
  await worker.progress(claim, { stage: 'vision', percent: 50 });
  await worker.complete(claim, await worker.work(claim));
  const { event } = await follower.until(isStatus('succeeded'));
  expect(statuses(follower)).toEqual(['queued', 'running', 'running', 'succeeded']);
  expect(event).toMatchObject({ analysis: await player.analysis(id) });
  await player.remove(`/v1/analyses/${id}`);
  await follower.until(({ type }) => type === 'analysis.deleted');
  const ids = follower.told.map((told) => told.id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(new Set(ids).size).toBe(ids.length);
});

test('goes on after the last that was heard, without a gap or a repetition', async () => {
  const first = await follow(player);
  const { id } = await queue();
  const { id: last } = await first.until(isStatus('queued'));
  await first.close();
  const claim = await worker.claim(id);
  await worker.complete(claim, await worker.work(claim));
  const second = await follow(player, last);
  await second.until(isStatus('succeeded'));
  expect(statuses(second)).toEqual(['running', 'succeeded']);
});

describe('who hears what', () => {
  test("a player their own, and nothing of another's or of the other mode", async () => {
    const other = await TestPlayer.open(app.url, tenant);
    const live = await TestPlayer.open(app.url, tenant, 'live');
    const strangers = [
      await follow(other),
      await follow(live),
      await follow(await TestPlayer.open(app.url, await addTenant(app))),
    ];
    const mine = await follow(player);
    await queue();
    await mine.until(isStatus('queued'));
    // What each hears of their own comes after what they must not hear.
    await queue(other);
    await strangers[0]!.until(isStatus('queued'));
    expect(strangers[0]!.told).toHaveLength(1);
    expect(strangers[0]!.told[0]!.event).toMatchObject({ analysis: { player: other.session.player.id } });
    expect([strangers[1]!.told, strangers[2]!.told]).toEqual([[], []]);
    expect(mine.told).toHaveLength(1);
  });

  test("a member their tenant's, of the mode that they look at", async () => {
    const { cookie } = await signIn(app, tenant.owner);
    const member = await Follower.open(app.url, { cookie });
    open.push(member);
    const live = await TestPlayer.open(app.url, tenant, 'live');
    await queue(live);
    const { player: who } = await queue();
    const { event } = await member.until(isStatus('queued'));
    expect(event).toMatchObject({ analysis: { player: who, mode: 'test' } });
  });

  test.each(['x', '-1', '1.5', '9999999999999999'])('Last-Event-ID "%s" is refused', async (id) => {
    const headers = { authorization: `Bearer ${player.token}`, 'last-event-id': id };
    expect((await fetch(`${app.url}/v1/events`, { headers })).status).toBe(400);
  });
});

test('what another process of the API does is told too', async () => {
  const [port, filesPort] = await freePorts(2);
  const config = readConfig({
    ...embeddedEnvironment(app.database.dataDir, app.database.urls),
    SHOTFORM_DATA_DIR: app.database.dataDir,
    PUBLIC_URL: app.config.publicUrl,
    FILES_URL: app.config.filesUrl,
    PORT: String(port),
    FILES_PORT: String(filesPort),
    RECONCILE_SECONDS: '3600',
  });
  const surroundings = { config, clock: app.clock, logger: createLogger('silent') };
  const second = await createApp(surroundings);
  const close = await listen(second, surroundings);
  try {
    const url = `http://127.0.0.1:${port}`;
    const follower = await follow(player, undefined, url);
    await queue();
    await follower.until(isStatus('queued'));
    await follower.close();
  } finally {
    await close();
  }
});

test('a lost listener is found again, and nothing is missed', async () => {
  const follower = await follow(player);
  await readRows({ urls: { ...app.database.urls, system: app.database.adminUrl } }, listeners);
  await queue();
  await follower.until(isStatus('queued'));
  const { id } = await queue();
  await follower.until((event) => event.analysis.id === id);
});
const listeners = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN shotform_events%'`;

test('many at once are told in the order of their commits', async () => {
  const follower = await follow(player);
  const upload = await player.upload(fakeVideo(20_000));
  const made = await Promise.all(Array.from({ length: 12 }, () => player.analyze(upload.id)));
  await Promise.all(made.map(({ id }) => worker.claim(id)));
  await Promise.all(made.map(({ id }) => player.post(`/v1/analyses/${id}/cancel`)));
  for (const { id } of made) {
    await follower.until((event) => event.analysis.id === id && isStatus('canceled')(event));
  }
  for (const { id } of made) {
    const his = follower.told.filter(({ event }) => event.analysis.id === id);
    expect(statuses({ told: his } as Follower)).toEqual(['queued', 'running', 'canceled']);
  }
});

test('nobody who follows holds a transaction open', async () => {
  const follower = await follow(player);
  await queue();
  await follower.until(isStatus('queued'));
  await expect
    .poll(() => readRows({ urls: { ...app.database.urls, system: app.database.adminUrl } }, idle))
    .toEqual([]);
});

test('who is told to stop while it still connects leaves no connection behind, which would keep its process alive', async () => {
  const admin = { urls: { ...app.database.urls, system: app.database.adminUrl } };
  const before = await readRows(admin, listening);
  const wakes = new EventWakes(app.config, createLogger('silent'));
  wakes.onApplicationBootstrap();
  await wakes.beforeApplicationShutdown();
  // Long enough for it to have come and gone.
  await sleep(1000);
  expect(await readRows(admin, listening)).toEqual(before);
});
const listening = `SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN shotform_events%'`;
const idle = `SELECT pid FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'`;
