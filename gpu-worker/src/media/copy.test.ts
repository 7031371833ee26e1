import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VideoFrame } from '@shotform/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ffmpeg, testPicture } from '../testing/clips.ts';
import { PictureCopy } from './copy.ts';
import { decodeVideo, type DecodeOptions } from './decode.ts';
import { probeVideo } from './probe.ts';
import type { Media } from './media.ts';

const size = { width: 80, height: 160 };
let folder: string;
let media: Media;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotform-copy-'));
  media = await turnedClip('tv');
});
afterAll(() => rm(folder, { recursive: true }));

/** Lying on its side, at twice the rate for half of the time, with more pictures than one group. */
async function turnedClip(range: 'tv' | 'pc'): Promise<Media> {
  const lying = join(folder, `lying-${range}.mp4`);
  const layout = range === 'pc' ? 'yuvj420p' : 'yuv420p';
  const uneven = `select='gt(n,40)+mod(n,2)',scale=out_range=${range},format=${layout}`;
  const coding = ['-fps_mode', 'passthrough', '-c:v', 'libx264', '-color_range', range];
  await ffmpeg(...testPicture('320x160', 30, 3), '-vf', uneven, ...coding, lying);
  const turned = join(folder, `turned-${range}.mov`);
  await ffmpeg('-i', lying, '-c', 'copy', '-metadata:s:v', 'rotate=90', turned);
  return probeVideo(turned);
}

async function lumas(of: Media, options: DecodeOptions = {}): Promise<Uint8Array[]> {
  const seen: Uint8Array[] = [];
  for await (const frame of decodeVideo(of, options)) seen.push(frame.y.slice());
  return seen;
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

describe('a copy', () => {
  it.each([
    ['tv', 'limited'],
    ['pc', 'full'],
  ] as const)('has every picture, upright and in its own size, nearly as it was: %s', async (tag, range) => {
    const media = await turnedClip(tag);
    expect(media).toMatchObject({ width: 160, height: 320, source: { range } });
    const copy = await PictureCopy.plan(join(folder, 'copy.mkv'), media, size);
    const seen = await lumas(media, { copy });
    const copied = await copy.finish(media);
    expect(copied).toMatchObject({ ...size, rotationDegrees: 0, source: { range: 'limited' } });
    const wanted = { ...size, range: 'limited' } as const;
    const [direct, again] = [await lumas(media, { wanted }), await lumas(copied!, { wanted })];
    expect(again.length).toBe(seen.length);
    direct.forEach((picture, i) => expect(meanDifference(picture, again[i]!)).toBeLessThan(4));
    await copy.remove();
    await expect(stat(join(folder, 'copy.mkv'))).rejects.toThrow('ENOENT');
  });

  it('that cannot be written is done without', async () => {
    const copy = await PictureCopy.plan(join(folder, 'nowhere/copy.mkv'), media, size);
    const seen = await lumas(media, { copy });
    expect(await copy.finish(media)).toBeNull();
    expect(seen).toEqual(await lumas(media));
  });
});

it('pictures stay valid for as long as was asked for', async () => {
  const held: { frame: VideoFrame; was: Uint8Array }[] = [];
  for await (const frame of decodeVideo(media, { valid: 3 })) {
    held.push({ frame, was: frame.y.slice() });
    if (held.length > 3) held.shift();
    for (const { frame, was } of held) expect(meanDifference(frame.y, was)).toBe(0);
  }
  // The test tells something only if the buffers are used again.
  expect(new Set(held.map(({ frame }) => frame.y.buffer)).size).toBe(3);
});
