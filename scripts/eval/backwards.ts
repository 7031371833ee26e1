/** The real clips shown backwards: balls come to hands, and nobody shoots. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { analyzeVideo } from '@shotform/gpu-worker';
import { refilmed } from './refilm.ts';
import { count } from './statistics.ts';

/** @returns a line for docs/accuracy.md: in how many nothing is found, and what is found in the others */
export async function evaluateBackwards(folder: string): Promise<string> {
  const found: string[] = [];
  const clips = (await readdir(folder)).filter((file) => file.endsWith('.mp4')).sort();
  for (const clip of clips) {
    const { report } = await refilmed(join(folder, clip), 'reverse', (video) => analyzeVideo(video));
    const times = report.shots.map(({ release }) => `${release.timeSeconds.toFixed(2)} s`);
    console.error(`${clip} (backwards): ${times.length} false`);
    if (times.length > 0) found.push(`**${clip.replace('.mp4', '')}: ${times.join(', ')}**`);
  }
  const clean = `Shown backwards, without a shot, as it should be: ${count(clips.length - found.length, clips.length)} clips.`;
  return found.length > 0 ? `${clean} False shots: ${found.join('; ')}.` : clean;
}
