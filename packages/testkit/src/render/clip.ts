/** A spec as a video file, with its truth. */
import { rename, rm } from 'node:fs/promises';
import { shooterSpec } from '../spec/defaults.ts';
import type { ShooterOptions } from '../spec/spec.ts';
import { frameTimes, truthOf } from '../truth/make.ts';
import type { Truth } from '../truth/truth.ts';
import { makeWorld, type World } from '../world/world.ts';
import { encode } from './encode.ts';
import { frameDrawer } from './frame.ts';

/** Draws the clip of a spec into `file` (MP4). The same spec gives the same pictures. What failed leaves no file. */
export async function renderClip(options: ShooterOptions, file: string): Promise<Truth> {
  const world = makeWorld(shooterSpec(options));
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await encode(pictures(world), world.spec.video, unfinished);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return truthOf(world);
}

function* pictures(world: World): Generator<Uint8ClampedArray> {
  const draw = frameDrawer(world);
  for (const [i, t] of frameTimes(world.spec, world.durationSeconds).entries()) yield draw(t, i);
}

/** One picture of a spec: RGBA of the displayed frame, with the time it is of. */
export function renderFrame(
  options: ShooterOptions,
  index: number,
): { timeSeconds: number; width: number; height: number; data: Uint8ClampedArray } {
  const spec = shooterSpec(options);
  const world = makeWorld(spec);
  const timeSeconds = frameTimes(spec, world.durationSeconds)[index];
  if (timeSeconds === undefined) throw new RangeError(`the clip has no frame ${index}`);
  return {
    timeSeconds,
    width: spec.video.width,
    height: spec.video.height,
    data: frameDrawer(world)(timeSeconds, index),
  };
}
