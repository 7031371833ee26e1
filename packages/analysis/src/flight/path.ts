import type { PathPoint, Tracks } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import type { Unsteady } from '../signals/camera.ts';

/** Fitted points outside the picture by more than this part of its size are of no use to anybody. */
const MARGIN = 0.25;

/**
 * The ball in each frame from the release on, in displayed pixels: as seen, or as the flight has it while it was free.
 *
 * @param seen its sightings, in the flight and after it
 */
export function flightPath(
  tracks: Tracks,
  unsteady: Unsteady,
  launch: Launch,
  seen: readonly Sighting[],
  releaseFrame: number,
): PathPoint[] {
  const { width, height, timesSeconds } = tracks.video;
  const free = launch.sightings.at(-1)!.time;
  const sighted = new Map([...launch.sightings, ...seen].map((s) => [s.frame, s.candidate]));
  const last = Math.max(...sighted.keys());
  const path: PathPoint[] = [];
  for (let frame = releaseFrame; frame <= last; frame++) {
    const candidate = sighted.get(frame);
    if (candidate) {
      path.push({ frame, x: candidate.x, y: candidate.y, diameter: candidate.diameter, seen: true });
      continue;
    }
    const time = timesSeconds[frame]!;
    if (time > free) continue;
    const { x, y, diameter } = launch.arc.at(time);
    const shown = unsteady(time, x, y);
    const inside =
      shown.x > -MARGIN * width &&
      shown.x < (1 + MARGIN) * width &&
      shown.y > -MARGIN * height &&
      shown.y < (1 + MARGIN) * height;
    if (inside) path.push({ frame, ...shown, diameter, seen: false });
  }
  return path;
}
