import { execFile } from 'node:child_process';
import { chmod, mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeVideo, type Analysis } from '../engine.ts';
import { ffmpeg, testPicture, tone } from '../testing/clips.ts';
import { outputNames, writeOutputs } from './outputs.ts';
import { Staging } from './staging.ts';

const execute = promisify(execFile);
let folder: string;
let analysis: Analysis;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotform-outputs-'));
  // Lying on its side, with sound, at a rate that varies about 15 a second; so large that a copy of its pictures is drawn on.
  const lying = join(folder, 'lying.mp4');
  const uneven = ['-vf', "select='mod(n,3)'", '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-c:v', 'libx264'];
  await ffmpeg(...testPicture('1600x1000', 24, 1), ...tone(1), ...uneven, '-preset', 'ultrafast', lying);
  const clip = join(folder, 'clip.mov');
  await ffmpeg('-i', lying, '-c', 'copy', '-metadata:s:v', 'rotate=90', clip);
  await mkdir(join(folder, 'out'));
  analysis = await analyzeVideo(clip, { model: 'lite', copyFolder: join(folder, 'out') });
  expect(await readdir(join(folder, 'out'), { recursive: true })).toHaveLength(1);
  await writeOutputs(join(folder, 'out'), analysis);
});
afterAll(() => rm(folder, { recursive: true }));

const out = (name: keyof typeof outputNames): string => join(folder, 'out', outputNames[name]);

interface Probed {
  streams: Record<string, unknown>[];
  format: { duration: string };
}
async function probe(file: string): Promise<Probed> {
  const { stdout } = await execute('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file]);
  return JSON.parse(stdout) as Probed;
}

describe('the annotated video', () => {
  it('is upright H.264 of at most 720 px, without sound', async () => {
    expect(analysis.media).toMatchObject({ width: 1000, height: 1600 });
    const { streams } = await probe(out('video'));
    expect(streams).toHaveLength(1);
    expect(streams[0]).toMatchObject({ codec_name: 'h264', pix_fmt: 'yuv420p', width: 720, height: 1152 });
    expect(streams[0]).not.toHaveProperty('side_data_list');
  });

  it('plays while it loads', async () => {
    const bytes = await readFile(out('video'));
    expect(bytes.indexOf('moov')).toBeGreaterThan(0);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('has a constant rate and keeps the time', async () => {
    const { streams, format } = await probe(out('video'));
    expect(streams[0]).toMatchObject({ avg_frame_rate: '15/1', r_frame_rate: '15/1' });
    const last = analysis.tracks.video.timesSeconds.at(-1)!;
    expect(Math.abs(Number(format.duration) - last - 1 / 15)).toBeLessThan(0.07);
  });
});

describe('the poster', () => {
  it('is a JPEG of the same size', async () => {
    expect((await readFile(out('poster'))).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect((await probe(out('poster'))).streams[0]).toMatchObject({ codec_name: 'mjpeg', width: 720, height: 1152 });
  });
});

describe('a half-written output', () => {
  it('is never seen, and leaves no folder that was made for it', async () => {
    const target = join(folder, 'a/b/c');
    const staging = await Staging.open(target);
    await writeFile(join(staging.folder, 'report.json'), '{}');
    expect((await readdir(target)).every((name) => name.startsWith('.'))).toBe(true);
    await staging.discard();
    expect(await readdir(folder)).not.toContain('a');
  });

  it('leaves what was there before', async () => {
    const target = join(folder, 'kept');
    await mkdir(target);
    await writeFile(join(target, 'report.json'), 'old');
    const first = await Staging.open(target);
    await writeFile(join(first.folder, 'report.json'), 'half');
    await first.discard();
    expect(await readFile(join(target, 'report.json'), 'utf8')).toBe('old');
    const second = await Staging.open(target);
    await writeFile(join(second.folder, 'report.json'), 'new');
    await second.commit();
    expect(await readdir(target)).toEqual(['report.json']);
    expect(await readFile(join(target, 'report.json'), 'utf8')).toBe('new');
  });

  it('is a typed error where the folder cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await chmod(file, 0o400);
    await expect(Staging.open(join(file, 'out'))).rejects.toMatchObject({ code: 'output_unwritable' });
    await expect(writeOutputs(join(folder, 'nowhere'), analysis)).rejects.toMatchObject({
      code: expect.stringMatching(/output_unwritable|encoder_failed/) as string,
    });
  });

  it('stops with its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = (): void => controller.abort(reason);
    const target = join(folder, 'stopped');
    await mkdir(target);
    await expect(writeOutputs(target, analysis, { signal: controller.signal, onProgress })).rejects.toBe(reason);
  });
});
