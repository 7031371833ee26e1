import type { Tracks } from '@shotform/contracts';
import { indexBefore } from './spline.ts';

/** Takes an image position at a time to frame 0's view, so that what stands in the scene stands in the numbers. */
export interface Steady {
  (time: number, x: number, y: number): { x: number; y: number };
}

/** The way back: from frame 0's view to the picture of the frame at a time. */
export interface Unsteady {
  (time: number, x: number, y: number): { x: number; y: number };
}

type Affine = readonly number[];
const identity: Affine = [1, 0, 0, 1, 0, 0];

/** Undoes the camera's motion. Between frames transforms are interpolated; an unrelated frame takes the one before it. */
export function steadyCamera(tracks: Tracks): Steady {
  const transforms = transformsOf(tracks);
  if (!transforms) return (_time, x, y) => ({ x, y });
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

/** Undoes `steadyCamera`, exactly at frames' own times. */
export function unsteadyCamera(tracks: Tracks): Unsteady {
  const transforms = transformsOf(tracks);
  if (!transforms) return (_time, x, y) => ({ x, y });
  const inverses = transforms.map(inverse);
  return (time, x, y) => apply(inverses[indexBefore(tracks.video.timesSeconds, time)]!, x, y);
}

/** One transform per frame, an unrelated frame's being the one before it; `null` where the camera stands. */
function transformsOf(tracks: Tracks): Affine[] | null {
  const given = tracks.camera.transforms;
  if (!given) return null;
  let latest: Affine = given.find((t) => t !== null) ?? identity;
  return given.map((t) => (latest = t ?? latest));
}

function inverse([a, b, c, d, e, f]: Affine): Affine {
  const det = a! * d! - b! * c!;
  const [p, q, r, s] = [d! / det, -b! / det, -c! / det, a! / det];
  return [p, q, r, s, -(p * e! + r * f!), -(q * e! + s * f!)];
}
