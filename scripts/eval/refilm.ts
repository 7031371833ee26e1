import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

type Filter = 'hflip' | 'reverse';

/** What `look` makes of the frames of a video through a filter of ffmpeg: at the same times, without sound and without loss. */
export async function refilmed<T>(file: string, filter: Filter, look: (video: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'shotform-eval-'));
  try {
    const video = join(scratch, basename(file));
    await film(file, filter, video);
    return await look(video);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function film(from: string, filter: Filter, to: string): Promise<void> {
  const args = ['-v', 'error', '-i', from, '-an', '-vf', filter, '-fps_mode', 'passthrough', '-enc_time_base', '-1'];
  const child = spawn('ffmpeg', [...args, '-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', to], {
    stdio: 'inherit',
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`ffmpeg could not make ${filter} of ${from}`);
}
