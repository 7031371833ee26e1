import type { Instant } from '../events/moments.ts';
import { distanceToHands, HELD_REACH, type Hands } from './held.ts';
import type { Tracklet } from './tracklets.ts';

/** A ball this far from the hands, in diameters, is not yet in them: on its way to be caught, or dribbled. */
const AWAY = 1.8;
/** Seconds before the release in which a ball in the hands is the one that is shot. */
const HELD_SPAN = 0.6;

/** When the ball that is shot came into the hands; `null` where it was not seen to come. */
export function findGain(tracklets: readonly Tracklet[], hands: Hands, release: number): Instant | null {
  let best: Instant | null = null;
  let most = 0;
  for (const tracklet of tracklets) {
    const before = tracklet.filter((s) => s.time < release);
    const distances = before.map((s) => distanceToHands(s, hands.places(s.time), hands.diameter));
    const belief = before.reduce(
      (sum, s, i) => sum + (s.time > release - HELD_SPAN && distances[i]! < HELD_REACH ? s.confidence ** 2 : 0),
      0,
    );
    if (belief <= most) continue;
    most = belief;
    const away = distances.findLastIndex((d) => d > AWAY && d < Infinity);
    const gained = distances.findIndex((d, i) => i > away && d < HELD_REACH);
    const arrives = away >= 0 && gained > 0;
    best = arrives
      ? { time: before[gained]!.time, sd: Math.max(0.02, (before[gained]!.time - before[away]!.time) / 2) }
      : null;
  }
  return best;
}
