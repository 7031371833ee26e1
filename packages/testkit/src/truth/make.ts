/** The truth of a spec. */
import type { ShooterSpec } from '../spec/spec.ts';
import { makeWorld, type World } from '../world/world.ts';
import { framesOf } from './frames.ts';
import { shotTruth } from './shot.ts';
import type { Truth } from './truth.ts';

/**
 * Variable timing as an expression for the encoder, in frames: swung by a third of a frame, and one frame's time left
 * out after every 40 frames. `variableTime` says the same.
 */
export const VARIABLE_TIMING = 'N+0.33*sin(1.7*N)+floor(N/40)';
const variableTime = (n: number): number => n + 0.33 * Math.sin(1.7 * n) + Math.floor(n / 40);

/** Presentation times of all frames, seconds from 0. */
export function frameTimes({ video: { fps, timing } }: ShooterSpec, durationSeconds: number): number[] {
  const times: number[] = [];
  for (let n = 0; ; n++) {
    const t = (timing === 'constant' ? n : variableTime(n)) / fps;
    if (t > durationSeconds) return times;
    times.push(t);
  }
}

export function truthOf(world: World): Truth {
  const { spec } = world;
  const timesSeconds = frameTimes(spec, world.durationSeconds);
  return {
    video: { width: spec.video.width, height: spec.video.height, fps: spec.video.fps, timesSeconds },
    person: SHOOTER,
    shots: world.shots.flatMap(({ times }, i) =>
      times.release <= world.durationSeconds ? [shotTruth(world, i, timesSeconds)] : [],
    ),
    frames: framesOf(world, timesSeconds),
  };
}

/** The shooter's `person` in synthetic Tracks. */
export const SHOOTER = 0;

export const truthFor = (spec: ShooterSpec): Truth => truthOf(makeWorld(spec));
