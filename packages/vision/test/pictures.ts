import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VideoFrame } from '../src/frame.ts';
import type { RgbaImage } from '../src/pose/picture.ts';

/** Real clips that only this team has; elsewhere the tests that need them are skipped. */
const clipFolder = fileURLToPath(new URL('../../../../shared/data/clips/', import.meta.url));

export interface NamedPicture extends RgbaImage {
  name: string;
}

/** Paths of the real clips; none where they are not there. */
export function realClips(): string[] {
  if (!existsSync(clipFolder)) return [];
  return readdirSync(clipFolder)
    .filter((name) => name.endsWith('.mp4'))
    .map((name) => join(clipFolder, name));
}

/** Every `step`-th decoded frame of a clip, at most `count`, as RGBA. */
export function clipPictures(path: string, step: number, count: number): NamedPicture[] {
  const size = execFileSync('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', path],
  ]);
  const [width, height] = size.toString().trim().split(',').map(Number) as [number, number];
  const select = `select='not(mod(n,${step}))'`;
  const output = ['-fps_mode', 'passthrough', '-frames:v', `${count}`, '-pix_fmt', 'rgba', '-f', 'rawvideo', '-'];
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', select, ...output], { maxBuffer: 2 ** 31 });
  const bytes = width * height * 4;
  return Array.from({ length: Math.floor(raw.length / bytes) }, (_, i) => ({
    name: `${basename(path)} ${i * step}`,
    width,
    height,
    data: new Uint8ClampedArray(raw.buffer, raw.byteOffset + i * bytes, bytes),
  }));
}

export interface FrameOptions {
  /** Size of the frames after `filter`. */
  width: number;
  height: number;
  /** First frame, how many, and the clip's frames a second. */
  from?: number;
  count: number;
  fps: number;
  /** An ffmpeg filter that each frame goes through. */
  filter?: string;
}

/** Frames of a clip as the pipeline gets them. */
export function clipFrames(path: string, options: FrameOptions): VideoFrame[] {
  const { width, height, from = 0, count, fps, filter = 'null' } = options;
  const cut = `trim=start_frame=${from}:end_frame=${from + count},${filter}`;
  const output = ['-fps_mode', 'passthrough', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'];
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', cut, ...output], { maxBuffer: 2 ** 31 });
  const luma = width * height;
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  return Array.from({ length: Math.floor(raw.length / (luma + 2 * chroma)) }, (_, index) => {
    const at = index * (luma + 2 * chroma);
    return {
      index,
      timeSeconds: index / fps,
      width,
      height,
      y: raw.subarray(at, at + luma),
      u: raw.subarray(at + luma, at + luma + chroma),
      v: raw.subarray(at + luma + chroma, at + luma + 2 * chroma),
      colour: { matrix: 'bt709', range: 'limited' },
    };
  });
}
