/**
 * What people upload that is no clip of a shot: each gives a typed error or a sane report, and leaves nothing behind.
 * With `BROKEN_INPUTS=all` in the environment twice as many: more containers, damaged in more places.
 */
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  defaultMediaLimits,
  isMediaError,
  reportSchema,
  type MediaErrorCode,
  type MediaLimits,
} from '@shotform/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeVideo } from './engine.ts';
import { blank, ffmpeg, flipBits, seeded, testPicture, tone, truncate } from './testing/clips.ts';

const execute = promisify(execFile);
let folder: string;
const all = process.env['BROKEN_INPUTS'] === 'all';
const containers = ['mp4', 'mkv', 'ts', 'avi', ...(all ? (['mov', 'webm', 'flv'] as const) : [])] as const;
type Container = (typeof containers)[number];
let good: Record<Container, string>;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotform-broken-'));
  good = Object.fromEntries(containers.map((kind) => [kind, at(`good.${kind}`)])) as typeof good;
  const picture = [...testPicture('96x64', 10, 0.6), '-g', '2'];
  await ffmpeg(...picture, '-c:v', 'libx264', '-movflags', '+faststart', good.mp4);
  await ffmpeg(...picture, '-c:v', 'mpeg4', good.avi);
  for (const kind of containers) {
    if (kind === 'webm') await ffmpeg(...picture, '-c:v', 'libvpx', good.webm);
    else if (kind !== 'mp4' && kind !== 'avi') await ffmpeg('-i', good.mp4, '-c', 'copy', good[kind]);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  const { stdout } = await execute('ps', ['-o', 'comm=', '--ppid', String(process.pid)]);
  expect(stdout).not.toMatch(/^ff/m);
});

interface Input {
  name: string;
  make: (file: string) => Promise<unknown>;
  limits?: Partial<MediaLimits>;
}
interface Refused extends Input {
  code: MediaErrorCode;
}

function text(name: string, content: string | Uint8Array): Omit<Refused, 'code'> {
  return { name, make: (file) => writeFile(file, content) };
}

const random = seeded(1);
const refused: Refused[] = [
  { code: 'file_not_found', name: 'missing.mp4', make: async () => undefined },
  { code: 'file_not_found', name: 'dangling.mp4', make: (file) => symlink('/nowhere/at/all', file) },
  { code: 'file_unreadable', name: 'folder.mp4', make: (file) => mkdir(file) },
  { code: 'file_unreadable', name: 'pipe.mp4', make: (file) => execute('mkfifo', [file]) },
  { code: 'file_unreadable', name: 'loop.mp4', make: (file) => symlink(file, file) },
  { code: 'file_unreadable', name: 'device.mp4', make: (file) => symlink('/dev/zero', file) },
  { code: 'file_empty', ...text('empty.mp4', '') },
  { code: 'not_a_video', ...text('one-byte.mp4', 'x') },
  { code: 'not_a_video', ...text('text.mp4', 'just some words\n'.repeat(50)) },
  {
    code: 'not_a_video',
    ...text('page.mp4', '<!doctype html><title>404</title><video src="http://127.0.0.1/x.mp4"></video>'),
  },
  { code: 'not_a_video', ...text('data.mp4', '{"video": true}') },
  {
    code: 'not_a_video',
    ...text('drawing.mp4', '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>'),
  },
  { code: 'not_a_video', ...text('zeros.mp4', new Uint8Array(65536)) },
  {
    code: 'not_a_video',
    ...text(
      'noise.mp4',
      Uint8Array.from({ length: 65536 }, () => random() * 256),
    ),
  },
  { code: 'not_a_video', ...text('script.mp4', '#!/bin/sh\ntouch pwned\n') },
  { code: 'not_a_video', ...text('only-ftyp.mp4', '\0\0\0\x14ftypisom\0\0\0\0isom') },
  {
    code: 'not_a_video',
    ...text('playlist.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'),
  },
  {
    code: 'not_a_video',
    ...text('remote.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/x.ts\n'),
  },
  { code: 'not_a_video', ...text('list.mp4', 'ffconcat version 1.0\nfile /etc/passwd\n') },
  {
    code: 'not_a_video',
    ...text('dash.mp4', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"></MPD>'),
  },
  { code: 'not_a_video', name: 'program.mp4', make: (file) => copyFile('/bin/true', file) },
  {
    code: 'not_a_video',
    name: 'packed.mp4',
    make: async (file) => writeFile(file, gzipSync(await readFile(good.mp4))),
  },
  { code: 'not_a_video', name: 'still.png', make: (file) => ffmpeg(...testPicture(), '-frames:v', '1', file) },
  {
    code: 'not_a_video',
    name: 'still.mp4',
    make: (file) => ffmpeg(...testPicture(), '-frames:v', '1', '-f', 'mjpeg', file),
  },
  { code: 'not_a_video', name: 'sound.wav', make: (file) => ffmpeg(...tone(), file) },
  { code: 'no_video_stream', name: 'sound.m4a', make: (file) => ffmpeg(...tone(), file) },
  {
    code: 'no_video_stream',
    name: 'sound.mp4',
    make: (file) => ffmpeg(...tone(), '-c:a', 'libopus', '-f', 'ogg', file),
  },
  { code: 'no_video_stream', name: 'cover.m4a', make: makeCover },
  { code: 'not_a_video', name: 'headless.mp4', make: makeHeadless },
  { code: 'video_damaged', name: 'header-only.mp4', make: makeHeaderOnly },
  { code: 'file_too_large', name: 'large.mp4', make: (file) => copyFile(good.mp4, file), limits: { bytes: 1000 } },
  { code: 'video_too_long', name: 'three-hours.mp4', make: makeThreeHours },
  { code: 'video_too_long', name: 'long-live.mkv', make: makeLive, limits: { durationSeconds: 0.5 } },
  {
    code: 'frame_rate_too_high',
    name: 'fast.mp4',
    make: (file) => ffmpeg(...testPicture('64x48', 300, 0.5), '-c:v', 'mpeg4', file),
  },
  {
    code: 'video_too_large',
    name: 'wide.mkv',
    make: (file) => ffmpeg(...testPicture('4096x16', 10, 0.2), '-c:v', 'ffv1', file),
  },
  {
    code: 'video_too_large',
    name: 'huge.mkv',
    make: (file) => ffmpeg(...testPicture('16000x16', 10, 0.1), '-c:v', 'ffv1', file),
  },
];

async function makeCover(file: string): Promise<void> {
  await ffmpeg(...testPicture(), '-frames:v', '1', at('cover.jpg'));
  const cover = ['-map', '0', '-map', '1', '-c:v', 'copy', '-disposition:v', 'attached_pic'];
  await ffmpeg(...tone(), '-i', at('cover.jpg'), ...cover, file);
}

/** The index stands at the end of such a file, and is lost with it. */
async function makeHeadless(file: string): Promise<void> {
  await ffmpeg('-i', good.mp4, '-c', 'copy', at('late-index.mp4'));
  await truncate(at('late-index.mp4'), file, 0.6);
}

async function makeHeaderOnly(file: string): Promise<void> {
  const bytes = await readFile(good.mp4);
  await writeFile(file, bytes.subarray(0, bytes.indexOf('mdat') + 4));
}

async function makeThreeHours(file: string): Promise<void> {
  await ffmpeg(...testPicture('16x16', 1, 60), '-c:v', 'mpeg4', at('minute.mp4'));
  await ffmpeg('-stream_loop', '179', '-i', at('minute.mp4'), '-c', 'copy', file);
}

async function makeLive(file: string): Promise<void> {
  await ffmpeg(...testPicture('64x48', 10, 2), '-c:v', 'ffv1', '-live', '1', file);
}

const damaged: Input[] = containers.flatMap((kind): Input[] => [
  ...[1, 8, 64, ...(all ? [512, 4096] : [])].map((count, i) => ({
    name: `flipped-${count}.${kind}`,
    make: (file: string) => flipBits(good[kind], file, count, 7 * i + kind.charCodeAt(0)),
  })),
  ...[0.02, 0.35, 0.7, 0.99, ...(all ? [0.01, 0.1, 0.2, 0.5, 0.6, 0.85] : [])].map((part) => ({
    name: `cut-at-${part}.${kind}`,
    make: (file: string) => truncate(good[kind], file, part),
  })),
  ...(all ? [0.05, 0.3, 0.6] : [0.3]).map((from) => ({
    name: `blank-from-${from}.${kind}`,
    make: (file: string) => blank(good[kind], file, from),
  })),
]);

const shortClip = testPicture('96x64', 10, 0.4);
const encode =
  (...args: string[]): Input['make'] =>
  (file) =>
    ffmpeg(...shortClip, ...args, `file:${file}`);
const hostileNames = [
  '-i.mp4',
  '--help.mp4',
  ' .mp4',
  'a\nb\r\t.mp4',
  `quo'te"s\`.mp4`,
  '$(touch pwned);&|.mp4',
  'http:127.0.0.1.mp4',
  'concat:a|b.mp4',
  'pipe:0',
  'data:,x',
  'subfile,,start,0,end,9,,:x.mp4',
  'frame-%03d-*[a-z]?.mp4',
  '🏀 球 بث.mp4',
  `${'n'.repeat(240)}.mp4`,
  '%00%2e%2e%2fx.mp4',
];
const sound: (Input & { frames: number })[] = [
  {
    name: 'one-frame.mp4',
    frames: 1,
    make: (file) => ffmpeg(...testPicture(), '-frames:v', '1', '-c:v', 'libx264', file),
  },
  { name: 'really-mp4.txt', frames: 4, make: encode('-c:v', 'libx264', '-f', 'mp4') },
  { name: 'really-webm.mp4', frames: 4, make: encode('-c:v', 'libvpx-vp9', '-cpu-used', '8', '-f', 'webm') },
  { name: 'loop.gif', frames: 4, make: encode() },
  { name: 'ten-bit.mp4', frames: 4, make: encode('-c:v', 'libx264', '-pix_fmt', 'yuv422p10le') },
  { name: 'tiny.mkv', frames: 4, make: encode('-vf', 'scale=2:2,setsar=1', '-c:v', 'ffv1') },
  { name: 'speck.mkv', frames: 4, make: encode('-vf', 'scale=1:1,setsar=1', '-pix_fmt', 'yuv444p', '-c:v', 'ffv1') },
  { name: 'odd.mkv', frames: 4, make: encode('-vf', 'scale=641:361,setsar=1', '-pix_fmt', 'yuv444p', '-c:v', 'ffv1') },
  { name: 'thin.mkv', frames: 4, make: encode('-vf', 'scale=16:1200,setsar=1', '-c:v', 'ffv1') },
  { name: 'still-times.mkv', frames: 4, make: encode('-vf', 'setpts=0', '-fps_mode', 'passthrough', '-c:v', 'ffv1') },
  { name: 'rotated.mov', frames: 4, make: makeRotated },
  { name: 'black.mp4', frames: 4, make: encode('-vf', 'drawbox=t=fill:color=black', '-c:v', 'libx264') },
  ...hostileNames.map((name) => ({ name, frames: 6, make: (file: string) => copyFile(good.mp4, file) })),
];

async function makeRotated(file: string): Promise<void> {
  await ffmpeg(...shortClip, '-c:v', 'libx264', at('upright.mp4'));
  await ffmpeg('-i', at('upright.mp4'), '-c', 'copy', '-metadata:s:v', 'rotate=90', file);
}

/** Analyses one input alone in a folder of its own, which must look the same afterwards. */
async function outcomeOf(input: Input): Promise<{ code: string } | { frames: number }> {
  const home = await mkdtemp(join(folder, 'input-'));
  const file = join(home, input.name);
  await input.make(file);
  const before = await readdir(home);
  try {
    const limits = { ...defaultMediaLimits, ...input.limits };
    const { report, tracks } = await analyzeVideo(file, { model: 'lite', limits });
    reportSchema.parse(report);
    expect(report.video.frames).toBe(tracks.frames.length);
    expect(report.shots).toEqual([]);
    return { frames: report.video.frames };
  } catch (error) {
    if (!isMediaError(error)) throw error;
    return { code: error.code };
  } finally {
    expect(await readdir(home)).toEqual(before);
  }
}

describe.concurrent('what cannot be analysed is refused with its code', () => {
  it.each(refused)('$name: $code', async (input) => {
    expect(await outcomeOf(input)).toEqual({ code: input.code });
  });

  it('no-permission.mp4: file_unreadable, but for root', async () => {
    const input: Input = {
      name: 'no-permission.mp4',
      make: async (file) => {
        await copyFile(good.mp4, file);
        await chmod(file, 0);
      },
    };
    const forEverybody = process.getuid?.() === 0 ? { frames: 6 } : { code: 'file_unreadable' };
    expect(await outcomeOf(input)).toEqual(forEverybody);
  });
});

describe.concurrent('what is damaged gives what is left of it, or its code', () => {
  it.each(damaged)('$name', async (input) => {
    const outcome = await outcomeOf(input);
    if ('frames' in outcome) expect(outcome.frames).toBeGreaterThan(0);
    else
      expect([
        'not_a_video',
        'video_damaged',
        'no_video_stream',
        'video_too_large',
        'video_too_long',
        'frame_rate_too_high',
      ]).toContain(outcome.code);
  });

  it('and a cut file gives the frames before the cut', async () => {
    const outcome = await outcomeOf({ name: 'cut.ts', make: (file) => truncate(good.ts, file, 0.7) });
    expect(outcome).toHaveProperty('frames');
    if ('frames' in outcome) {
      expect(outcome.frames).toBeGreaterThanOrEqual(2);
      expect(outcome.frames).toBeLessThan(6);
    }
  });
});

describe.concurrent('what is unusual is analysed', () => {
  it.each(sound)('$name', async (input) => {
    expect(await outcomeOf(input)).toEqual({ frames: input.frames });
  });
});
