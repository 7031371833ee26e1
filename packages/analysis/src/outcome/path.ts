import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import type { Tracklet } from '../ball/tracklets.ts';
import { median } from '../signals/statistics.ts';

/** A ball unseen for longer than this is lost, seconds. */
const LONGEST_GAP = 0.3;
/** The ball's further way is looked at for this long after its free flight, seconds. */
const AFTER = 1.5;
/** Where it is next, in diameters from where it was last, whatever it hit, and per second since. */
const REACH = 1.2;
const REACH_SPEED = 25;
const LEAST_CONFIDENCE = 0.3;
/** Sizes differ by no more, either way, as the middle of so many sightings has them. */
const MOST_GROWTH = 1.7;
const ABOUT = 5;
/** Of several followers the longer and better believed: seconds of belief that weigh as much as a diameter of distance. */
const BELIEF_WEIGHT = 0.1;

/** The ball from its flight's first free sighting on: its flight, and what follows it at the rim and below. */
export function followBall({ sightings, free }: Launch, tracklets: readonly Tracklet[]): Sighting[] {
  const path = sightings.slice(-free);
  const end = path.at(-1)!.time + AFTER;
  for (;;) {
    const next = continuation(path, tracklets);
    if (!next || next[0]!.time > end) return path.filter((s) => s.time <= end);
    path.push(...next);
  }
}

/** The rest of the tracklet that the ball is on, or of the likeliest that begins where it was lost. */
function continuation(path: readonly Sighting[], tracklets: readonly Tracklet[]): Sighting[] | null {
  const last = path.at(-1)!;
  const diameter = diameterOf(path.slice(-ABOUT));
  let best: Sighting[] | null = null;
  let least = Infinity;
  for (const tracklet of tracklets) {
    const own = tracklet.indexOf(last);
    if (own >= 0) {
      if (own < tracklet.length - 1) return tracklet.slice(own + 1);
      continue;
    }
    const rest = tracklet.filter((s) => s.time > last.time);
    const first = rest[0];
    if (!first || first.time - last.time > LONGEST_GAP) continue;
    const gap = first.time - last.time;
    const away = Math.hypot(first.x - last.x, first.y - last.y) / diameter;
    const belief = rest.reduce((sum, s) => sum + s.confidence, 0) / rest.length;
    const growth = diameterOf(rest.slice(0, ABOUT)) / diameter;
    const isOfItsSize = growth < MOST_GROWTH && growth > 1 / MOST_GROWTH;
    if (belief < LEAST_CONFIDENCE || away > REACH + REACH_SPEED * gap || !isOfItsSize) continue;
    const cost = away + gap / LONGEST_GAP - (belief * (rest.at(-1)!.time - first.time)) / BELIEF_WEIGHT;
    if (cost < least) [best, least] = [rest, cost];
  }
  return best;
}

function diameterOf(sightings: readonly Sighting[]): number {
  return median(sightings.map(({ diameter }) => diameter));
}
