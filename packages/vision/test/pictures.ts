import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
