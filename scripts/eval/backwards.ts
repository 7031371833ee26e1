/** The real clips shown backwards: balls come to hands, and nobody shoots. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeVideo } from '@shotform/gpu-worker';
import { refilm } from './refilm.ts';
import { count } from './statistics.ts';

/** @returns a line for docs/accuracy.md: in how many nothing is found, and what is found in the others */
export async function evaluateBackwards(folder: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'shotform-eval-'));
  const found: string[] = [];
  const clips = (await readdir(folder)).filter((file) => file.endsWith('.mp4')).sort();
  try {
    for (const clip of clips) {
      const backwards = join(scratch, clip);
      await refilm(join(folder, clip), backwards, 'reverse');
      const { report } = await analyzeVideo(backwards);
      const times = report.shots.map(({ release }) => `${release.timeSeconds.toFixed(2)} s`);
      console.error(`${clip} (backwards): ${times.length} false`);
      if (times.length > 0) found.push(`**${clip.replace('.mp4', '')}: ${times.join(', ')}**`);
      await rm(backwards);
    }
  } finally {
    await rm(scratch, { recursive: true });
  }
  const clean = `Shown backwards, without a shot, as it should be: ${count(clips.length - found.length, clips.length)} clips.`;
  return found.length > 0 ? `${clean} False shots: ${found.join('; ')}.` : clean;
}
