import { fitArc } from '../ball/arc.ts';
import type { Scene } from '../ball/scene.ts';
import type { Tracklet } from '../ball/tracklets.ts';
import type { Launch } from '../ball/launch.ts';
import { ringAt, type Ring } from '../rim/rim.ts';
import { arrival, isClearAbove } from './crossing.ts';
import type { OutcomeEvidence } from './cues.ts';
import { followBall } from './path.ts';

/** A piece of a flight ends where the ball is this far off it, in diameters. */
const MOST_RESIDUAL = 0.2;
const FEWEST_SIGHTINGS = 4;

/** A flight meant for the ring comes down this near its middle, in half widths, while it is followed or this soon after. */
const NEAR = 4;
const SOON = 0.5;

/**
 * The flight of a clip that shows no shooter, with what its outcome is to be judged by: the longest believed piece of a
 * free flight that comes down to the ring, from above it if there is one, or of any where no ring is known.
 *
 * @param yawDegrees of whoever shot, where it is known
 * @returns `null` where no ball flies so
 */
export function flightAlone(scene: Scene, yawDegrees: number | null = null): OutcomeEvidence | null {
  const { tracks, tracklets, steady, centre } = scene;
  let best: { launch: Launch; ring: Ring | null; rank: number } | null = null;
  for (const tracklet of tracklets) {
    const launch = flightOf(tracklet, centre);
    const ring = launch && ringAt(tracks, steady, launch.sightings.at(-1)!.time);
    if (!launch || (ring && !comesTo(ring, launch))) continue;
    const rank = ring ? 1 + Number(launch.sightings.some((s) => isClearAbove(ring, s))) : 0;
    if (!best || rank > best.rank || (rank === best.rank && launch.support > best.launch.support)) {
      best = { launch, ring, rank };
    }
  }
  if (!best) return null;
  const { launch, ring } = best;
  return { tracks, launch, path: followBall(launch, tracklets), ring, pace: 1, yawDegrees };
}

function comesTo(ring: Ring, launch: Launch): boolean {
  const arrives = arrival(launch, ring);
  return arrives !== null && Math.abs(arrives.across) < NEAR && arrives.time < launch.sightings.at(-1)!.time + SOON;
}

/** The longest beginning of a tracklet that is a free flight. */
function flightOf(tracklet: Tracklet, centre: { x: number; y: number }): Launch | null {
  let best: Launch | null = null;
  for (let n = FEWEST_SIGHTINGS; n <= tracklet.length; n++) {
    const sightings = tracklet.slice(0, n);
    const arc = fitArc(sightings, centre);
    if (!arc || arc.residual > MOST_RESIDUAL) break;
    const [first, last] = [sightings[0]!, sightings.at(-1)!];
    if (Math.hypot(last.x - first.x, last.y - first.y) < arc.diameter) continue;
    const support = sightings.reduce((sum, s) => sum + s.confidence, 0);
    best = { arc, leaves: first.time, sightings, free: n, support };
  }
  return best;
}
