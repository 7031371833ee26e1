/** The whole path, for real: the SDK, the control plane on PostgreSQL, workers as processes. */
import { readFile, writeFile } from 'node:fs/promises';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ensureModels } from '@shotform/models';
import { createShotform, importTracks, type AnalysisJob, type Shotform } from '@shotform/sdk';
import { cachedClip } from '@shotform/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { analyzeTracks, analyzeVideo } from '../index.ts';
import { ffmpeg, testPicture } from '../testing/clips.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { TestWorker } from '../testing/workers.ts';
import { analyzeThroughStack, fromPage } from './throughStack.ts';

const LEASE_SECONDS = 3;
const model = 'lite';

let stack: Stack;
let folder: string;
/** A shot, some seconds of work. */
let clip: string;
/** Nothing to be seen, and little to do. */
let short: string;
let shotform: Shotform;
const workers: TestWorker[] = [];
const asked: AnalysisJob[] = [];
beforeAll(async () => {
  await ensureModels();
  clip = await cachedClip('fleet', {
    seed: 5,
    video: { width: 640, height: 360, fps: 30 },
    camera: { yawDegrees: 90 },
    shots: [{ start: 'catch', holdSeconds: 0.3, outcome: 'made' }],
  });
  folder = mkdtempSync(join(tmpdir(), 'shotform-fleet-'));
  short = join(folder, 'short.mp4');
  await ffmpeg(...testPicture('160x120', 10, 1), '-c:v', 'libx264', short);
  stack = await startStack({ LEASE_SECONDS: `${LEASE_SECONDS}`, BEAT_SECONDS: '1', RECONCILE_SECONDS: '1' });
  const { api: apiBase, publishableKey, siteOrigin } = stack;
  shotform = createShotform({ apiBase, publishableKey, fetch: fromPage(siteOrigin) });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.end();
  // What a test left must not be the next one's.
  for (const { id } of asked.splice(0)) await shotform.analyses.cancel(id).catch(() => undefined);
});
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true });
});

function startWorker(args: string[] = [], environment: Record<string, string> = {}): TestWorker {
  const worker = new TestWorker(stack, args, environment);
  workers.push(worker);
  return worker;
}

async function ask(file: string): Promise<AnalysisJob> {
  const blob = new File([await readFile(file)], basename(file));
  const upload = await shotform.uploads.start(blob).done;
  const analysis = await shotform.analyses.create({ upload: upload.id, model });
  asked.push(analysis);
  return analysis;
}

describe('an analysis by the fleet', () => {
  it("comes to the engine's own report, and leaves nothing on the worker", async () => {
    const worker = startWorker(['--name', 'one']);
    const seen: AnalysisJob[] = [];
    const onAnalysis = (analysis: AnalysisJob): void => void seen.push(analysis);
    const { results, table } = await analyzeThroughStack(clip, { ...stack, model, onAnalysis });
    const { timings: _engine, ...expected } = (await analyzeVideo(clip, { model })).report;
    const { timings: _fleet, ...report } = results.report;
    expect(report).toEqual(expected);
    expect(report.shots).toHaveLength(1);
    expect(table).toContain('Release angle');
    const percents = seen.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(new Set(seen.map(({ stage }) => stage))).toContain('vision');
    const tracks = await importTracks(results.files.tracks.url);
    expect({ ...analyzeTracks(tracks), timings: {} }).toEqual({ ...expected, timings: {} });
    for (const { url, bytes, contentType } of Object.values(results.files)) {
      const response = await fetch(url);
      expect(response.headers.get('content-type')).toBe(contentType);
      expect((await response.arrayBuffer()).byteLength).toBe(bytes);
    }
    const source = Buffer.from(await (await fetch(results.files.source.url)).arrayBuffer());
    expect(source.equals(await readFile(clip))).toBe(true);
    await worker.said('completed');
    expect(worker.files).toEqual([]);
    expect(JSON.stringify(worker.lines)).not.toContain(basename(clip));
  });

  it('fails for good where the video is at fault, with the reason for the player', async () => {
    const broken = join(folder, 'broken.mp4');
    // Its header is that of a video; that there is none inside is for the worker to find out.
    const whole = await readFile(short);
    await writeFile(broken, whole.fill(0, 64));
    const worker = startWorker();
    const { id } = await ask(broken);
    const job = await shotform.analyses.wait(id);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'not_a_video', retryable: false } });
    expect(await worker.said('claimed')).toMatchObject({ analysis: id, fence: 1 });
    expect(await worker.said('attempt failed')).toMatchObject({ code: 'not_a_video', retryable: false });
    expect(worker.files).toEqual([]);
  });

  it('is handed back where the video cannot be had: that is not the end of it', async () => {
    const { id } = await ask(short);
    for (const name of readdirSync(stack.objects, { recursive: true, encoding: 'utf8' })) {
      if (statSync(join(stack.objects, name)).isFile()) rmSync(join(stack.objects, name));
    }
    const worker = startWorker();
    expect(await worker.said('attempt failed')).toMatchObject({ analysis: id, code: 'internal', retryable: true });
    expect(await worker.said('failed')).toMatchObject({ analysis: id, fence: 1 });
    expect(worker.files).toEqual([]);
    await shotform.analyses.cancel(id);
  });

  it('stops when it is called off, and the next one is done by the same worker', async () => {
    const worker = startWorker();
    const { id } = await ask(clip);
    await shotform.analyses.wait(id, {
      onUpdate: ({ stage }) => stage === 'vision' && void shotform.analyses.cancel(id),
    });
    expect(await worker.said('canceled')).toMatchObject({ analysis: id });
    expect(worker.files).toEqual([]);
    const next = await ask(short);
    expect(await shotform.analyses.wait(next.id)).toMatchObject({ status: 'succeeded', error: null });
  });
});

describe('a worker', () => {
  it('hands back what it cannot finish in the drain time, and another takes it', async () => {
    const first = startWorker(['--drain-seconds', '0']);
    const { id } = await ask(short);
    await first.said('claimed');
    first.kill('SIGTERM');
    expect(await first.exit()).toBe(0);
    expect(await first.said('handed back')).toMatchObject({ analysis: id, fence: 1 });
    expect(first.lines.at(-1)).toMatchObject({ message: 'drained' });
    expect(first.files).toEqual([]);
    const second = startWorker();
    expect(await shotform.analyses.wait(id)).toMatchObject({ status: 'succeeded' });
    expect(await second.said('claimed')).toMatchObject({ analysis: id, fence: 2 });
  });

  it('that is told once finishes; told twice it ends at once, and takes its engine and files with it', async () => {
    const patient = startWorker();
    const { id } = await ask(short);
    await patient.said('claimed');
    patient.kill('SIGTERM');
    expect(await shotform.analyses.wait(id)).toMatchObject({ status: 'succeeded' });
    expect(await patient.exit()).toBe(0);

    const hasty = startWorker();
    await ask(clip);
    await hasty.said('claimed');
    hasty.kill('SIGTERM');
    await hasty.said('draining');
    hasty.kill('SIGTERM');
    expect(await hasty.exit()).toBe(143);
    expect(hasty.files).toEqual([]);
  });

  it('that was stopped past its lease changes nothing when it wakes', async () => {
    const sleeper = startWorker(['--name', 'sleeper']);
    const { id } = await ask(short);
    await sleeper.said('claimed');
    sleeper.kill('SIGSTOP');
    const other = startWorker(['--name', 'other']);
    expect(await shotform.analyses.wait(id)).toMatchObject({ status: 'succeeded' });
    const before = await shotform.analyses.results(id);
    expect(await other.said('completed')).toMatchObject({ analysis: id });
    sleeper.kill('SIGCONT');
    expect(await sleeper.said('superseded')).toMatchObject({ analysis: id, fence: 1 });
    const after = await shotform.analyses.results(id);
    expect(after.report).toEqual(before.report);
    expect(sleeper.files).toEqual([]);
  });

  it('does not start where CUDA is asked for and cannot be had', async () => {
    const worker = startWorker(['--provider', 'cuda']);
    expect(await worker.exit()).toBe(1);
    expect(worker.errors).toMatch(/^provider_unavailable: [^\n]+\n$/);
    expect(worker.lines).toEqual([]);
  });

  it('does not start where the queue does not let it in', async () => {
    const worker = startWorker([], { QUEUE_URL: stack.workerEnvironment['QUEUE_URL']!.replace(/:[^:@]+@/, ':wrong@') });
    expect(await worker.exit()).toBe(1);
    expect(worker.errors).toContain('password authentication failed');
  });
});
