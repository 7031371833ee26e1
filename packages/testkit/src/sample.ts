/** The sample clip: what the examples show and what the tests use where there is no real video. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { renderClip } from './render/clip.ts';
import { shooterSpec } from './spec/defaults.ts';
import type { ShooterOptions } from './spec/spec.ts';
import { truthFor } from './truth/make.ts';
import type { Truth } from './truth/truth.ts';

/** Raised when the drawing changes, so that cached clips are drawn again. */
const RENDERER_VERSION = 5;

/**
 * Two free throws from the right, with little bend in the knees: the first after two dribbles, made; the second
 * after a pass, short.
 */
export const sampleOptions: ShooterOptions = {
  seed: 20,
  video: { width: 1280, height: 720, fps: 30 },
  camera: { yawDegrees: 87, focal: 0.95 },
  shooter: { form: { kneeAtDip: 142, hipAtDip: 150 } },
  shots: [
    { start: 'dribble', dribbles: 2, holdSeconds: 0.35, outcome: 'made', form: { followThroughSeconds: 0.9 } },
    { start: 'catch', holdSeconds: 0.3, outcome: 'short', form: { followThroughSeconds: 0.9 } },
  ],
  pauseSeconds: 0.2,
};

const folder = fileURLToPath(new URL('../../../.shotform/samples', import.meta.url));

/** The sample clip's path; drawn on the first call and kept in `.shotform/samples`. */
export const sampleClip = (): Promise<string> => cachedClip('sample', sampleOptions);

/** Its truth. */
export const sampleTruth = (): Truth => truthFor(shooterSpec(sampleOptions));

/** Any spec's clip, drawn once and kept beside the sample under `name` and a hash of what it shows. */
export async function cachedClip(name: string, options: ShooterOptions): Promise<string> {
  const content = JSON.stringify([RENDERER_VERSION, shooterSpec(options)]);
  const file = join(folder, `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.mp4`);
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await renderClip(options, file);
  }
  return file;
}
