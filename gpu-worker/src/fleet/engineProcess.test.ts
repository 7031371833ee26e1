/** The engine's process, for real: started, ended and started again. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultMediaLimits, reportSchema, type ShotformError } from '@shotform/contracts';
import { ensureModels } from '@shotform/models';
import { sampleClip } from '@shotform/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ffmpeg, testPicture } from '../testing/clips.ts';
import { EngineProcess } from './engineProcess.ts';

const limits = { timeLimitSeconds: 600, memoryLimitBytes: 4e9 };
/** The player's first clip. */
const first = { model: 'lite', baseline: {} } as const;
let folder: string;
let file: string;
let engine: EngineProcess;
beforeAll(async () => {
  await ensureModels();
  folder = await mkdtemp(join(tmpdir(), 'shotform-engine-'));
  file = join(folder, 'clip.mp4');
  await ffmpeg(...testPicture('160x120', 10, 1), '-c:v', 'libx264', file);
});
afterEach(() => engine.close());
afterAll(() => rm(folder, { recursive: true }));

async function out(): Promise<string> {
  const made = join(folder, `out-${Math.random()}`);
  await mkdir(made);
  return made;
}

/** The processes below one: ffmpeg, while it draws or decodes. */
function descendants(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = [...table.matchAll(/(\d+)\s+(\d+)/g)].map(([, child, parent]) => [Number(child), Number(parent)]);
  const below = (parent: number): number[] =>
    pairs.filter((pair) => pair[1] === parent).flatMap(([child]) => [child!, ...below(child!)]);
  return below(pid);
}

function isAlive(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
}

const never = new AbortController().signal;
const failure = (run: Promise<void>): Promise<ShotformError> =>
  run.then(
    () => Promise.reject(new Error('it ran')),
    (e) => e,
  );

describe('the engine in its process', () => {
  it('analyses one video after the other, in the same process, and tells how far it is', async () => {
    engine = new EngineProcess('cpu', limits);
    const stages = new Set<string>();
    const folders = [await out(), await out()];
    const pids = [];
    for (const to of folders) {
      const job = { file, out: to, ...first, limits: defaultMediaLimits } as const;
      await engine.run(job, { signal: never, onProgress: ({ stage }) => stages.add(stage) });
      pids.push(engine.pid);
      expect((await readdir(to)).sort()).toEqual(['annotated.mp4', 'poster.jpg', 'report.json', 'tracks.json.gz']);
      reportSchema.parse(JSON.parse(await readFile(join(to, 'report.json'), 'utf8')));
    }
    expect([...stages]).toEqual(['probe', 'vision', 'analysis', 'annotate']);
    expect(pids[0]).toBe(pids[1]);
  });

  it("a video's own fault is permanent, and costs no process", async () => {
    engine = new EngineProcess('cpu', limits);
    const words = join(folder, 'words.mp4');
    await writeFile(words, 'no video at all');
    const job = { file: words, out: await out(), ...first, limits: defaultMediaLimits } as const;
    const error = await failure(engine.run(job, { signal: never, onProgress: () => undefined }));
    expect(error).toMatchObject({ code: 'not_a_video', retryable: false });
    expect(engine.pid).not.toBeNull();
  });

  it('ends, with all that it started, when it is called off; and starts again', async () => {
    engine = new EngineProcess('cpu', limits);
    const job = { file: await sampleClip(), out: await out(), ...first, limits: defaultMediaLimits } as const;
    const stop = new AbortController();
    let pids: number[] = [];
    const onProgress = (): void => {
      pids = [engine.pid!, ...descendants(engine.pid!)];
      stop.abort(new Error('enough'));
    };
    await expect(engine.run(job, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    expect(pids.length).toBeGreaterThan(0);
    expect(engine.pid).toBeNull();
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    const next = { file, out: await out(), ...first, limits: defaultMediaLimits } as const;
    await engine.run(next, { signal: never, onProgress: () => undefined });
    expect(engine.pid).not.toBeNull();
  });

  it('a crash is an error that may be tried again, and the next job finds a new process', async () => {
    engine = new EngineProcess('cpu', limits);
    await engine.open();
    const pid = engine.pid!;
    const job = { file: await sampleClip(), out: await out(), ...first, limits: defaultMediaLimits } as const;
    const crash = (): void => void process.kill(pid, 'SIGKILL');
    const error = await failure(engine.run(job, { signal: never, onProgress: crash }));
    expect(error).toMatchObject({ code: 'internal', retryable: true });
    expect(error.message).toContain('SIGKILL');
    await engine.open();
    expect(engine.pid).not.toBe(pid);
  });

  it.each([
    ['memory', { ...limits, memoryLimitBytes: 50e6 }],
    ['time', { ...limits, timeLimitSeconds: 0.2 }],
  ])('is ended when it takes more %s than it may', async (what, tight) => {
    engine = new EngineProcess('cpu', tight);
    await engine.open();
    const job = { file: await sampleClip(), out: await out(), ...first, limits: defaultMediaLimits } as const;
    const error = await failure(engine.run(job, { signal: never, onProgress: () => undefined }));
    expect(error).toMatchObject({ code: 'internal', retryable: true });
    expect(error.message).toContain(`more ${what} than`);
    expect(engine.pid).toBeNull();
  });

  it('does not outlive its worker', async () => {
    engine = new EngineProcess('cpu', limits);
    const module = new URL('./engineProcess.ts', import.meta.url).href;
    const script = `const { EngineProcess } = await import('${module}');
      const engine = new EngineProcess('cpu', ${JSON.stringify(limits)});
      await engine.open(); console.log(engine.pid); setInterval(() => {}, 1000);`;
    const { spawn } = await import('node:child_process');
    const worker = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(worker.stdout, 'data');
    const pid = Number(String(line));
    expect(isAlive(pid)).toBe(true);
    worker.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

it('CUDA that is asked for and not there is an error at the start, never a silent CPU', async () => {
  engine = new EngineProcess('cuda', limits);
  await expect(engine.open()).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(engine.pid).toBeNull();
});
