/** Pictures into an H.264 file, by ffmpeg. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { ShotformError } from '@shotform/contracts';
import type { VideoSpec } from '../spec/spec.ts';
import { VARIABLE_TIMING } from '../truth/make.ts';
import { setRotation } from './rotation.ts';

/** Pictures in RGBA, displayed size, in order. */
export type Pictures = Iterable<Uint8ClampedArray>;

const TICKS = 90000;

/**
 * Writes `file` (MP4, yuv420p, index in front). Throws `system_part_missing` without ffmpeg and `encoder_failed` with
 * what ffmpeg said.
 */
export async function encode(pictures: Pictures, video: VideoSpec, file: string): Promise<void> {
  const ffmpeg = spawn('ffmpeg', encoderArguments(video, file), { stdio: ['pipe', 'ignore', 'pipe'] });
  const said = collect(ffmpeg);
  const ended = exitOf(ffmpeg);
  // A broken pipe is told by the exit code.
  ffmpeg.stdin.on('error', () => {});
  for (const picture of pictures) {
    if (ffmpeg.exitCode !== null || ffmpeg.stdin.destroyed) break;
    // Copied: the picture's bytes are drawn over while ffmpeg still reads.
    if (!ffmpeg.stdin.write(Buffer.from(picture))) await Promise.race([drained(ffmpeg.stdin), ended]);
  }
  ffmpeg.stdin.end();
  if ((await ended) !== 0) throw new ShotformError('encoder_failed', said().trim().split('\n').at(-1));
  if (video.rotationDegrees !== 0) await setRotation(file, video.rotationDegrees);
}

/** Or broken: then the exit code tells. */
const drained = (pipe: Writable): Promise<unknown> => once(pipe, 'drain').catch(() => null);

function collect({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)));
  return () => text;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'ENOENT'
          ? new ShotformError('system_part_missing', 'ffmpeg is needed to make a clip.', { cause })
          : new ShotformError('encoder_failed', cause.message, { cause }),
      ),
    );
  });
}

function encoderArguments({ width, height, fps, timing, rotationDegrees }: VideoSpec, file: string): string[] {
  const filters = [...turnBack[rotationDegrees]];
  if (timing === 'variable') filters.push(`settb=1/${TICKS}`, `setpts='(${VARIABLE_TIMING})/${fps}/TB'`);
  return [
    ...[
      '-v',
      'error',
      '-y',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgba',
      '-s',
      `${width}x${height}`,
      '-r',
      String(fps),
      '-i',
      '-',
    ],
    ...(filters.length > 0 ? ['-vf', filters.join(',')] : []),
    ...(timing === 'variable' ? ['-fps_mode', 'passthrough', '-enc_time_base', `1:${TICKS}`] : []),
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '19', '-threads', '1', '-pix_fmt', 'yuv420p'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-video_track_timescale', String(TICKS), '-movflags', '+faststart', '-f', 'mp4', file],
  ];
}

/** Turns the displayed picture to the stored one: back by as much as a player will turn it forward. */
const turnBack: Record<VideoSpec['rotationDegrees'], string[]> = {
  0: [],
  90: ['transpose=cclock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=clock'],
};
