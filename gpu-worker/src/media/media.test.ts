import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultMediaLimits } from '@shotform/contracts';
import type { VideoFrame } from '@shotform/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ffmpeg, testPicture, tone } from '../testing/clips.ts';
import { decodeVideo, type DecodeOptions } from './decode.ts';
import { probeVideo } from './probe.ts';

const execute = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotform-media-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function clip(name: string, ...args: string[]): Promise<string> {
  const file = join(folder, name);
  await ffmpeg(...args, file);
  return file;
}

interface Seen {
  times: number[];
  first: VideoFrame;
}

async function decoded(file: string, options: DecodeOptions = {}): Promise<Seen> {
  const times: number[] = [];
  let first: VideoFrame | null = null;
  for await (const frame of decodeVideo(await probeVideo(file), options)) {
    expect(frame.index).toBe(times.length);
    times.push(frame.timeSeconds);
    first ??= { ...frame, y: frame.y.slice(), u: frame.u.slice(), v: frame.v.slice() };
  }
  return { times, first: first! };
}

/** Luma at a place given in parts of the width and height. */
function luma(frame: VideoFrame, x: number, y: number): number {
  return frame.y[Math.floor(y * frame.height) * frame.width + Math.floor(x * frame.width)]!;
}

async function probedTimes(file: string): Promise<number[]> {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'frame=best_effort_timestamp_time'];
  const { stdout } = await execute('ffprobe', [...args, '-of', 'csv=p=0', file]);
  return stdout.split('\n').map(parseFloat).filter(Number.isFinite);
}

/** White in the top left quarter, black elsewhere. */
const corner = [
  '-f',
  'lavfi',
  '-i',
  'color=black:size=64x32:rate=10:duration=0.3,drawbox=w=32:h=16:color=white:t=fill',
];

describe('rotation', () => {
  // ffmpeg 5 writes the counter-clockwise angle of this tag into the display matrix.
  it.each([
    [0, 0, 64, 32, [0.25, 0.25]],
    [90, 270, 32, 64, [0.25, 0.75]],
    [180, 180, 64, 32, [0.75, 0.75]],
    [270, 90, 32, 64, [0.75, 0.25]],
  ] as const)('a tag of %i gives upright pictures', async (tag, clockwise, width, height, [x, y]) => {
    const plain = await clip(`plain-${tag}.mp4`, ...corner, '-c:v', 'libx264', '-qp', '0');
    const file = await clip(`turned-${tag}.mov`, '-i', plain, '-c', 'copy', '-metadata:s:v', `rotate=${tag}`);
    const media = await probeVideo(file);
    expect(media).toMatchObject({ width, height, rotationDegrees: clockwise });
    const { first } = await decoded(file);
    expect(first).toMatchObject({ width, height });
    expect(luma(first, x, y)).toBeGreaterThan(200);
    expect(luma(first, 1 - x, 1 - y)).toBeLessThan(50);
    expect(luma(first, x, 1 - y)).toBeLessThan(50);
  });
});

describe('times', () => {
  it('are those of the container where the rate varies', async () => {
    const pick = "select='not(mod(n,7))+not(mod(n,5))'";
    const args = ['-vf', pick, '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-c:v', 'libx264', '-bf', '2'];
    const file = await clip('vfr.mp4', ...testPicture('64x48', 50, 1), ...args);
    const expected = await probedTimes(file);
    const { times } = await decoded(file);
    expect(times).toHaveLength(expected.length);
    for (const [i, time] of times.entries()) expect(time).toBeCloseTo(expected[i]! - expected[0]!, 4);
    expect(new Set(times.slice(1).map((time, i) => Math.round((time - times[i]!) * 1000))).size).toBeGreaterThan(1);
  });

  it('leave out what an edit list leaves out', async () => {
    const whole = await clip('whole.mp4', ...testPicture('64x48', 25, 2), '-c:v', 'libx264', '-g', '50');
    const file = await clip('edited.mp4', '-ss', '1', '-i', whole, '-c', 'copy');
    const { times } = await decoded(file);
    expect(times).toHaveLength((await probedTimes(file)).length);
    expect(times).toHaveLength(25);
    expect(times[0]).toBeCloseTo(0, 2);
  });

  it('never decrease and start at 0 or later', async () => {
    const file = await clip('b.avi', ...testPicture('64x48', 25, 1), '-c:v', 'mpeg4', '-bf', '2');
    const { times } = await decoded(file);
    expect(times[0]).toBeGreaterThanOrEqual(0);
    expect(times.every((time, i) => i === 0 || time >= times[i - 1]!)).toBe(true);
  });
});

describe('pictures', () => {
  it.each(['641x361', '2x2', '3x3', '65x48'])('of %s come packed', async (size) => {
    const [width, height] = size.split('x').map(Number);
    const exactly = ['-vf', `scale=${width}:${height},setsar=1`, '-pix_fmt', 'yuv444p', '-c:v', 'ffv1'];
    const file = await clip(`size-${size}.mkv`, ...testPicture(), ...exactly);
    const { times, first } = await decoded(file);
    expect(times).toHaveLength(8);
    expect(first).toMatchObject({ width, height });
    expect(first.y).toHaveLength(width! * height!);
    expect(first.v).toHaveLength(Math.ceil(width! / 2) * Math.ceil(height! / 2));
  });

  it('of ten bits come as eight', async () => {
    const white = ['-f', 'lavfi', '-i', 'color=white:size=64x48:rate=10:duration=0.3'];
    const file = await clip('ten.mp4', ...white, '-c:v', 'libx264', '-pix_fmt', 'yuv420p10le');
    const { first } = await decoded(file);
    expect(first.colour.range).toBe('limited');
    expect(luma(first, 0.5, 0.5)).toBeGreaterThanOrEqual(233);
    expect(luma(first, 0.5, 0.5)).toBeLessThanOrEqual(236);
  });

  it('keep a full range, and say so', async () => {
    const white = ['-f', 'lavfi', '-i', 'color=white:size=64x48:rate=10:duration=0.3'];
    const file = await clip('full.avi', ...white, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p');
    const { first } = await decoded(file);
    expect(first.colour.range).toBe('full');
    expect(luma(first, 0.5, 0.5)).toBeGreaterThan(250);
    const media = await probeVideo(file);
    for await (const frame of decodeVideo(media, { wanted: { width: 32, height: 24, range: 'limited' } })) {
      expect(frame.colour.range).toBe('limited');
      expect(luma(frame, 0.5, 0.5)).toBeLessThan(240);
    }
  });

  it('of RGB become BT.709', async () => {
    const red = ['-f', 'lavfi', '-i', 'color=red:size=64x48:rate=10:duration=0.3,format=gbrp'];
    const file = await clip('rgb.mkv', ...red, '-c:v', 'ffv1');
    const { first } = await decoded(file);
    expect(first.colour).toEqual({ matrix: 'bt709', range: 'limited' });
    // BT.709: Y = 16 + 219 x 0.2126, V = 240.
    expect(Math.abs(luma(first, 0.5, 0.5) - 63)).toBeLessThanOrEqual(2);
    expect(Math.abs(first.v[0]! - 240)).toBeLessThanOrEqual(3);
  });

  it('coded by PQ are lifted to a display', async () => {
    // 203 cd/m2, reference white, is 58 % of PQ's signal.
    const grey = 'color=white:size=64x48:rate=10:duration=0.3,format=yuv420p10le,lutyuv=y=64+0.58*876';
    const pq = ['-color_trc', 'smpte2084', '-colorspace', 'bt2020nc', '-color_primaries', 'bt2020'];
    const file = await clip('pq.mkv', '-f', 'lavfi', '-i', grey, '-c:v', 'ffv1', ...pq);
    expect((await probeVideo(file)).source).toMatchObject({ transfer: 'pq', matrix: 'bt2020' });
    const { first } = await decoded(file);
    expect(first.colour.matrix).toBe('bt709');
    expect(luma(first, 0.5, 0.5)).toBeGreaterThan(165);
  });

  it('with oblong pixels are widened', async () => {
    const file = await clip('sar.mp4', ...testPicture('64x48'), '-vf', 'setsar=4/3', '-c:v', 'libx264');
    expect(await probeVideo(file)).toMatchObject({ width: 85, height: 48 });
    expect((await decoded(file)).first).toMatchObject({ width: 85, height: 48 });
  });

  it('that are interlaced stay one for one', async () => {
    const file = await clip(
      'tff.mpg',
      ...testPicture('64x48', 25, 1),
      '-c:v',
      'mpeg2video',
      '-flags',
      '+ilme+ildct',
      '-top',
      '1',
    );
    expect((await probeVideo(file)).interlaced).toBe(true);
    expect((await decoded(file)).times).toHaveLength(25);
  });
});

describe('what is not the picture', () => {
  it('is passed over: sound first, the largest picture of several', async () => {
    const inputs = [...tone(), ...testPicture('32x32'), ...testPicture('64x48')];
    const file = await clip(
      'many.mkv',
      ...inputs,
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '2',
      '-c:v',
      'ffv1',
      '-c:a',
      'aac',
    );
    expect(await probeVideo(file)).toMatchObject({ stream: 2, width: 64 });
  });
});

describe('stopping', () => {
  it('early ends the decoder', async () => {
    const media = await probeVideo(await clip('long.mp4', ...testPicture('320x240', 30, 20), '-c:v', 'libx264'));
    for await (const frame of decodeVideo(media)) if (frame.index === 3) break;
    await expect.poll(() => children()).toEqual([]);
  });

  it('by a signal rejects with its reason', async () => {
    const media = await probeVideo(join(folder, 'long.mp4'));
    const controller = new AbortController();
    const reason = new Error('enough');
    const run = async (): Promise<void> => {
      for await (const frame of decodeVideo(media, { signal: controller.signal })) {
        if (frame.index === 2) controller.abort(reason);
      }
    };
    await expect(run()).rejects.toBe(reason);
    await expect.poll(() => children()).toEqual([]);
  });

  it('happens by itself where the times go beyond the limits', async () => {
    // A stream written to a pipe: its header tells no duration.
    const live = await clip('live.mkv', ...testPicture('64x48', 10, 3), '-c:v', 'ffv1', '-live', '1');
    const limits = { ...defaultMediaLimits, durationSeconds: 1 };
    const run = async (): Promise<number> => (await decoded(live, { limits })).times.length;
    await expect(run()).rejects.toMatchObject({ code: 'video_too_long' });
  });
});

/** The processes that this one has started and that still run. */
async function children(): Promise<string[]> {
  const { stdout } = await execute('ps', ['-o', 'comm=', '--ppid', String(process.pid)]);
  return stdout.split('\n').filter((name) => name.startsWith('ff'));
}
