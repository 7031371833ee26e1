import { fitArc, type Arc } from './arc.ts';
import type { Launch } from './launch.ts';
import type { Sighting } from './sightings.ts';
import type { Tracklet } from './tracklets.ts';

/** A ball that flies out over the picture's edge comes back within this time, real seconds. */
const LONGEST_AWAY = 1.6;
/** It comes back this near the edge that it left over, in its diameters, and this near where its flight has it then. */
const AT_EDGE = 2;
const ASTRAY = 2;
/** Standard errors of that place. */
const SURE = 2;
/** Both pieces are one flight if so many sightings of the second lie on it, this well, in diameters. */
const FEWEST = 4;
const MOST_RESIDUAL = 0.25;

/**
 * A flight that goes out over the top of the picture, with what comes back of it.
 *
 * @param centre of the optical axis, px
 * @returns the launch itself where nothing does
 */
export function reentered(
  launch: Launch,
  tracklets: readonly Tracklet[],
  centre: { x: number; y: number },
  pace: number,
): Launch {
  const last = launch.sightings.at(-1)!;
  const leaves = last.y + launch.arc.velocityAt(last.time).y * 0.1 < 0;
  if (!leaves) return launch;
  let best = launch;
  for (const tracklet of tracklets) {
    const first = tracklet[0]!;
    const away = first.time - last.time;
    if (away <= 0 || away > LONGEST_AWAY / pace || first.y > AT_EDGE * first.diameter) continue;
    if (!isWhereExpected(first, launch.arc)) continue;
    const whole = joined(launch, tracklet, centre);
    if (whole && whole.support > best.support) best = whole;
  }
  return best;
}

function isWhereExpected({ time, x, y, diameter }: Sighting, arc: Arc): boolean {
  const there = arc.at(time);
  const ratio = diameter / there.diameter;
  const off = Math.hypot(x - there.x, y - there.y);
  return ratio > 0.5 && ratio < 2 && off < ASTRAY * diameter + SURE * Math.SQRT2 * arc.sdAt(time);
}

/** With as much of the tracklet as is still the same flight. */
function joined(launch: Launch, tracklet: Tracklet, centre: { x: number; y: number }): Launch | null {
  let best: Launch | null = null;
  for (let n = FEWEST; n <= tracklet.length; n++) {
    const more = tracklet.slice(0, n);
    const sightings = [...launch.sightings, ...more];
    const arc = fitArc(sightings, centre);
    if (!arc || arc.residual > MOST_RESIDUAL) break;
    const believed = more.reduce((sum, s, i) => sum + s.confidence * arc.weights[launch.sightings.length + i]!, 0);
    best = { ...launch, arc, sightings, free: launch.free + n, support: launch.support + believed };
  }
  return best;
}
