/**
 * Shots of many synthetic shooters from all around, drawn and seen by the real pose network: what is derived from how the
 * model errs is derived from these. Slow (about 15 CPU-seconds a shot), so what was seen is kept in `.shotform/derived`.
 * `node scripts/eval/derive/pixels.ts [COUNT]` makes them.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tracks } from '@shotform/contracts';
import { analyzeVideo } from '@shotform/gpu-worker';
import { ensureModels } from '@shotform/models';
import { renderClip, shooterSpec, truthFor, variedShooter, type ShooterOptions, type Truth } from '@shotform/testkit';

export interface PixelShot {
  seed: number;
  options: ShooterOptions;
  tracks: Tracks;
  truth: Truth;
}

/** To be raised when the figure, its motion or the pose model changes: what was seen of the last ones is then of no use. */
const GENERATION = 3;
const folder = fileURLToPath(new URL(`../../../.shotform/derived/${GENERATION}`, import.meta.url));
const VIDEO = { width: 960, height: 540, fps: 30 };
const AFTER_RELEASE = 0.9;
/** Views are this far apart, degrees, and each is moved by up to half of it by the seed's own chance. */
const YAW_STEP = 15;
/** Coprime to the number of views: the first few shots are spread all around. */
const STRIDE = 7;

/** The shots that were made, in order of their seeds. */
export async function pixelShots(count: number): Promise<PixelShot[]> {
  await ensureModels();
  await mkdir(folder, { recursive: true });
  const shots: PixelShot[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const options = optionsOf(seed);
    const truth = truthFor(shooterSpec(options));
    shots.push({ seed, options, tracks: await seen(seed, options), truth });
  }
  return shots;
}

function optionsOf(seed: number): ShooterOptions {
  const varied = variedShooter(seed);
  const views = 360 / YAW_STEP;
  const part = ((seed * 0.6180339887) % 1) - 0.5;
  const yaw = YAW_STEP * (((seed * STRIDE) % views) - views / 2 + part);
  const options = { ...varied, camera: { ...varied.camera, yawDegrees: yaw <= -180 ? yaw + 360 : yaw }, video: VIDEO };
  const release = truthFor(shooterSpec({ ...options, video: { ...VIDEO, fps: 2 } })).shots[0]?.release.timeSeconds ?? 0;
  return { ...options, video: { ...VIDEO, durationSeconds: release + AFTER_RELEASE } };
}

async function seen(seed: number, options: ShooterOptions): Promise<Tracks> {
  const kept = join(folder, `shot-${seed}.tracks.json`);
  if (existsSync(kept)) return JSON.parse(await readFile(kept, 'utf8')) as Tracks;
  const clip = join(folder, `shot-${seed}.mp4`);
  await renderClip(options, clip);
  const { tracks } = await analyzeVideo(clip);
  await rm(clip);
  await writeFile(kept, JSON.stringify(tracks));
  return tracks;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const shots = await pixelShots(Number(process.argv[2] ?? 96));
  console.log(`${shots.length} shots`);
}
