import type { Tracks } from '@shotform/contracts';
import { indexBefore } from './spline.ts';

/** Takes an image position at a time to frame 0's view, so that what stands in the scene stands in the numbers. */
export interface Steady {
  (time: number, x: number, y: number): { x: number; y: number };
}

type Affine = readonly number[];
const identity: Affine = [1, 0, 0, 1, 0, 0];

/** Undoes the camera's motion. Between frames transforms are interpolated; an unrelated frame takes the one before it. */
export function steadyCamera(tracks: Tracks): Steady {
  const given = tracks.camera.transforms;
  if (!given) return (_time, x, y) => ({ x, y });
  let latest: Affine = given.find((t) => t !== null) ?? identity;
  const transforms = given.map((t) => (latest = t ?? latest));
  const times = tracks.video.timesSeconds;
  return (time, x, y) => {
    const i = indexBefore(times, time);
    const next = Math.min(i + 1, times.length - 1);
    const gap = times[next]! - times[i]!;
    const part = gap > 0 ? Math.min(1, Math.max(0, (time - times[i]!) / gap)) : 0;
    const a = apply(transforms[i]!, x, y);
    const b = apply(transforms[next]!, x, y);
    return { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) };
  };
}

function apply([a, b, c, d, e, f]: Affine, x: number, y: number): { x: number; y: number } {
  return { x: a! * x + c! * y + e!, y: b! * x + d! * y + f! };
}
