/** The bench's clip, by a fixed recipe: 1080p30, seeded grain, as long as asked for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sampleClip } from '@shotform/testkit';
import { runProgram } from './process.ts';

export const FPS = 30;

export interface BenchClip {
  file: string;
  /** What it was made from, for the reader of the table. */
  source: string;
  seconds: number;
}

/**
 * A real clip of `data` looped and scaled to 1920 x 1080 with grain where there is one, else the sample clip so treated;
 * 30 s of it are encoded, longer ones repeat those without encoding again.
 */
export async function makeBenchClip(folder: string, data: string, seconds: number): Promise<BenchClip> {
  const real = join(data, 'clips/five-shots-side.mp4');
  const from = existsSync(real) ? real : await sampleClip();
  const base = join(folder, 'bench-30s.mp4');
  if (!existsSync(base)) {
    const filters = `fps=${FPS},scale=1920:1080:force_original_aspect_ratio=decrease,pad=1920:1080:-1:-1,noise=alls=5:allf=t:all_seed=7,format=yuv420p`;
    const input = ['-v', 'error', '-stream_loop', '-1', '-i', from, '-t', '30', '-an', '-vf', filters];
    await runProgram('ffmpeg', [...input, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', base]);
  }
  const source =
    from === real
      ? 'a real clip, looped, scaled and with seeded grain'
      : 'the sample clip, looped, scaled and with seeded grain';
  if (seconds === 30) return { file: base, source, seconds };
  const long = join(folder, `bench-${seconds}s.mp4`);
  await runProgram('ffmpeg', [
    '-v',
    'error',
    '-stream_loop',
    '-1',
    '-i',
    base,
    '-t',
    String(seconds),
    '-c',
    'copy',
    long,
  ]);
  return { file: long, source, seconds };
}
