import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShooterOptions } from '../spec/spec.ts';
import { renderClip, renderFrame } from './clip.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testkit-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const small: ShooterOptions = {
  video: { width: 320, height: 180, fps: 15, durationSeconds: 1, noise: 1 },
  camera: { yawDegrees: 80 },
};

async function probe(file: string): Promise<{ times: number[]; rotation: number; width: number }> {
  const { stdout } = await run('ffprobe', [
    ...[
      '-v',
      'error',
      '-select_streams',
      'v',
      '-show_entries',
      'frame=pts_time:stream=width:stream_side_data=rotation',
    ],
    ...['-of', 'json', file],
  ]);
  const { frames, streams } = JSON.parse(stdout) as {
    frames: { pts_time: string }[];
    streams: { width: number; side_data_list?: { rotation?: number }[] }[];
  };
  return {
    times: frames.map((frame) => Number(frame.pts_time)),
    rotation: streams[0]!.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0,
    width: streams[0]!.width,
  };
}

/** The n-th picture as a player shows it, RGB. */
async function decoded(file: string, n: number): Promise<Buffer> {
  const { stdout } = await run(
    'ffmpeg',
    [
      '-v',
      'error',
      '-i',
      file,
      '-vf',
      `select=eq(n\\,${n})`,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-',
    ],
    { encoding: 'buffer' },
  );
  return stdout;
}

/** Mean difference of a decoded picture from the drawn one. */
function difference(rgb: Buffer, rgba: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < rgb.length; i++) sum += Math.abs(rgb[i]! - rgba[4 * Math.floor(i / 3) + (i % 3)]!);
  return sum / rgb.length;
}

it('draws the same picture again', () => {
  const [first, second] = [renderFrame(small, 4), renderFrame(small, 4)];
  expect(first.data).toEqual(second.data);
  expect(renderFrame(small, 5).data).not.toEqual(first.data);
});

it('draws the ball, the shirt and the bars where the truth says', async () => {
  const options: ShooterOptions = {
    ...small,
    video: { width: 640, height: 480, noise: 0, letterbox: { left: 0, top: 60, right: 0, bottom: 60 } },
  };
  const { truthFor, shooterSpec } = await import('../index.ts');
  const truth = truthFor(shooterSpec(options));
  const frame = truth.shots[0]!.release.frame! + 3;
  const { data, width } = renderFrame(options, frame);
  const pixel = (x: number, y: number) =>
    [...data.subarray(4 * (Math.round(y) * width + Math.round(x))).subarray(0, 3)] as [number, number, number];
  const [ball] = truth.frames[frame]!.balls;
  const [r, g, b] = pixel(ball!.x + ball!.diameter / 5, ball!.y - ball!.diameter / 5);
  expect(r).toBeGreaterThan(g + 40);
  expect(g).toBeGreaterThan(b + 10);
  const { landmarks } = truth.frames[frame]!;
  const chest = [12, 24]
    .map((k) => landmarks[k]!)
    .reduce(([x, y], p) => [x + p[0] / 2, y + p[1] / 2, 0], [0, 0, 0] as [number, number, number]);
  const [sr, sg, sb] = pixel(chest[0] + 6, chest[1]);
  expect(Math.max(sr, sg, sb) - Math.min(sr, sg, sb)).toBeLessThan(25);
  expect(pixel(300, 20)).toEqual([0, 0, 0]);
  expect(pixel(300, 470)).toEqual([0, 0, 0]);
});

describe('a clip', () => {
  it('has the frames, times and pictures of its spec', async () => {
    const file = join(folder, 'plain.mp4');
    const truth = await renderClip(small, file);
    const { times, rotation } = await probe(file);
    expect(times).toHaveLength(truth.frames.length);
    times.forEach((t, i) => expect(t).toBeCloseTo(truth.video.timesSeconds[i]!, 3));
    expect(rotation).toBe(0);
    expect(difference(await decoded(file, 6), renderFrame(small, 6).data)).toBeLessThan(6);
  });

  it('can have a variable frame rate', async () => {
    const file = join(folder, 'variable.mp4');
    const truth = await renderClip(
      { ...small, video: { ...small.video, timing: 'variable', durationSeconds: 4 } },
      file,
    );
    const { times } = await probe(file);
    expect(times).toHaveLength(truth.frames.length);
    times.forEach((t, i) => expect(t).toBeCloseTo(truth.video.timesSeconds[i]!, 3));
    expect(new Set(times.slice(1).map((t, i) => (t - times[i]!).toFixed(4))).size).toBeGreaterThan(10);
  });

  it.each([90, 180, 270] as const)('can be stored turned by %i degrees and shown upright', async (rotationDegrees) => {
    const file = join(folder, `turned-${rotationDegrees}.mp4`);
    const options = { ...small, video: { ...small.video, width: 180, height: 320, rotationDegrees } };
    await renderClip(options, file);
    const { rotation, width } = await probe(file);
    expect(((-rotation % 360) + 360) % 360).toBe(rotationDegrees);
    expect(width).toBe(rotationDegrees === 180 ? 180 : 320);
    expect(difference(await decoded(file, 6), renderFrame(options, 6).data)).toBeLessThan(6);
  });

  it('that cannot be written leaves nothing behind', async () => {
    await expect(renderClip(small, join(folder, 'nowhere', 'clip.mp4'))).rejects.toMatchObject({
      code: 'encoder_failed',
    });
    expect(await readdir(folder)).not.toContain('nowhere');
  });
});
