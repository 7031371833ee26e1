import type { Rim, Tracks } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import type { Tracklet } from '../ball/tracklets.ts';

/** The ball as the rim sees it: in rim radii from its centre, in the picture. */
export interface AtRim {
  frame: number;
  time: number;
  /** Along the rim's major axis, and below its plane. */
  across: number;
  below: number;
  /** The ball's diameter in rim radii: 1.06 for a size 7 ball at the rim's depth. */
  size: number;
}

/** The ball is followed this long past the rim, seconds. */
const AFTERMATH = 0.9;
/** Where a flight's next sighting may lie: this long after its last, and this far off, in diameters. */
const HAND_OVER_SECONDS = 0.3;
const HAND_OVER_REACH = 2.5;
/** A ball near the rim is about as large as the rim lets expect: in rim radii. */
const SIZES = [0.55, 1.9] as const;

/** A sighting before the rim of its own frame, so that a moving camera does not matter; `null` where it has none. */
export function atRim(tracks: Tracks, { frame, time, candidate }: Sighting): AtRim | null {
  const rim = tracks.frames[frame]?.rim;
  return rim ? { frame, time, ...inRimRadii(rim, candidate), size: candidate.diameter / rim.a } : null;
}

/** A place of the picture in rim radii: `across` to the right of its centre, `below` its plane. Rims are level. */
export function inRimRadii(rim: Rim, { x, y }: { x: number; y: number }): { across: number; below: number } {
  return { across: (x - rim.x) / rim.a, below: (y - rim.y) / rim.a };
}

/**
 * The way of a shot's ball from its release to well after the rim: its flight's sightings, and then whatever goes on from
 * where each tracklet ends, the nearest first.
 */
export function wayOfBall(launch: Launch, tracklets: readonly Tracklet[]): Sighting[] {
  const way = [...launch.sightings];
  const end = way.at(-1)!.time + AFTERMATH;
  for (let next = goesOn(way, tracklets); next.length > 0; next = goesOn(way, tracklets)) {
    way.push(...next.filter((s) => s.time <= end));
    if (way.at(-1)!.time >= end || next.at(-1)!.time > end) break;
  }
  return way;
}

/** What follows the last sighting of a way: the rest of the tracklet that is nearest to it soon after. */
function goesOn(way: readonly Sighting[], tracklets: readonly Tracklet[]): readonly Sighting[] {
  const last = way.at(-1)!;
  let best: readonly Sighting[] = [];
  let least = HAND_OVER_REACH;
  for (const tracklet of tracklets) {
    const at = tracklet.findIndex((s) => s.time > last.time);
    const first = tracklet[at];
    if (!first || first.time - last.time > HAND_OVER_SECONDS) continue;
    if (Math.abs(Math.log(first.diameter / last.diameter)) > 0.7) continue;
    // Later and less believed sightings have to lie nearer.
    const off = Math.hypot(first.x - last.x, first.y - last.y) / last.diameter;
    const cost = off + 3 * (first.time - last.time) + 0.8 * (1 - first.confidence);
    if (cost < least) [least, best] = [cost, tracklet.slice(at)];
  }
  return best;
}

/** The part of a way that is near enough to the rim to tell, by size and place. */
export function nearRim(tracks: Tracks, way: readonly Sighting[]): AtRim[] {
  return way.flatMap((sighting) => {
    const place = atRim(tracks, sighting);
    return place && place.size > SIZES[0] && place.size < SIZES[1] ? [place] : [];
  });
}
