import type { Outcome, Tracks } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import type { Tracklet } from '../ball/tracklets.ts';
import { inRimRadii, nearRim, wayOfBall, type AtRim } from './at-rim.ts';

/** The flight has to lead to within this of the rim's centre, in rim radii, to say anything about it. */
const REACHES = 3;
/** Where the ball is when it has dropped through: under the ring and beside it by no more than rim error and net allow. */
const THROUGH = { above: 0.5, below: 4, beside: 1.6 } as const;
/** Above the plane by this after it was at the rim: it bounced. */
const BOUNCED = -1;
/** Beside the rim by this while still no lower than `level`: it went off sideways. */
const OFF = { beside: 1.9, level: 0.7 } as const;
/** The net takes a ball's way sideways: what is left of its speed across, where it went in. */
const CAUGHT = 0.5;
/** Net motion is read in this time after the ball is at the rim, and its rest in as long before, seconds. */
const NET_SPAN = 0.5;
const NET_MOVES = 0.1;
/** Log odds that each piece of evidence is worth. Few and round: they are beliefs, not fits. */
const ODDS = { through: 2.2, caught: 0.8, notThrough: -0.8, bounced: -2.6, off: -2.2, net: 0.9, noNet: -0.4 } as const;
/** Below these log odds either way (0.7 : 0.3) it is not said. */
const LEAST_ODDS = 0.85;

const unknown: Outcome = { result: 'unknown', confidence: 0, frame: null };

/** Whether a shot went in, from what the ball did at the rim and after, and from the net. */
export function judgeOutcome(tracks: Tracks, launch: Launch | null, tracklets: readonly Tracklet[]): Outcome {
  if (!launch) return unknown;
  const way = nearRim(tracks, wayOfBall(launch, tracklets));
  const arrival = arrivalOf(tracks, launch, way);
  if (arrival === null) return unknown;
  const after = way.filter((place) => place.time > arrival.time);
  if (after.length < 2) return { ...unknown, frame: arrival.frame };
  const odds = [ballOdds(way, after, arrival.time), netOdds(tracks, arrival.time)].reduce((a, b) => a + b, 0);
  if (Math.abs(odds) < LEAST_ODDS) return { ...unknown, frame: arrival.frame };
  const confidence = 1 / (1 + Math.exp(-Math.abs(odds)));
  return { result: odds > 0 ? 'made' : 'missed', confidence, frame: arrival.frame };
}

/** When the falling ball is nearest the rim's centre, seen, or by its flight; `null` where it does not come near. */
function arrivalOf(tracks: Tracks, launch: Launch, way: readonly AtRim[]): { frame: number; time: number } | null {
  const apex = launch.sightings.reduce((top, s) => (s.y < top.y ? s : top));
  const falling = way.filter((place) => place.time > apex.time);
  const firstInside = falling.find((place) => Math.hypot(place.across, place.below) < 1);
  const nearest = firstInside ?? least(falling, (place) => Math.hypot(place.across, place.below));
  if (nearest && Math.hypot(nearest.across, nearest.below) < REACHES) return nearest;
  return byFlight(tracks, launch, apex.time);
}

function byFlight(tracks: Tracks, launch: Launch, apex: number): { frame: number; time: number } | null {
  const times = tracks.video.timesSeconds;
  for (let frame = 0; frame < times.length; frame++) {
    const time = times[frame]!;
    const rim = tracks.frames[frame]!.rim;
    if (time <= apex || !rim || launch.arc.velocityAt(time).y <= 0) continue;
    const { across, below } = inRimRadii(rim, launch.arc.at(time));
    if (below > 0) return Math.abs(across) < REACHES ? { frame, time } : null;
  }
  return null;
}

function ballOdds(way: readonly AtRim[], after: readonly AtRim[], arrival: number): number {
  let odds = 0;
  const through = after.filter(
    (p) => p.below > THROUGH.above && p.below < THROUGH.below && Math.abs(p.across) < THROUGH.beside,
  );
  const dropped = through.length >= 2 && through.at(-1)!.below > through[0]!.below;
  const up = after.filter((p) => p.below < BOUNCED);
  const off = after.filter((p) => Math.abs(p.across) > OFF.beside && p.below < OFF.level);
  // A ball that danced on the rim and then dropped through did go in: only what came after counts.
  const lastUp = up.at(-1)?.time ?? -Infinity;
  const lastThrough = through.at(-1)?.time ?? -Infinity;
  if (dropped) odds += ODDS.through;
  else odds += ODDS.notThrough;
  if (dropped && isCaught(way, after, arrival)) odds += ODDS.caught;
  if (up.length >= 2 && lastUp > lastThrough) odds += ODDS.bounced;
  if (off.length >= 2 && off.at(-1)!.time > lastThrough) odds += ODDS.off;
  return odds;
}

/** Whether the ball lost its speed across, as in a net. */
function isCaught(way: readonly AtRim[], after: readonly AtRim[], arrival: number): boolean {
  const before = speedAcross(way.filter((p) => p.time <= arrival && p.time > arrival - 0.3));
  const now = speedAcross(after.filter((p) => p.below > THROUGH.above));
  return before !== null && now !== null && Math.abs(now) < CAUGHT * Math.abs(before);
}

function speedAcross(places: readonly AtRim[]): number | null {
  const [first, last] = [places[0], places.at(-1)];
  return first && last && last.time > first.time ? (last.across - first.across) / (last.time - first.time) : null;
}

function netOdds(tracks: Tracks, arrival: number): number {
  const before = netMotion(tracks, arrival - NET_SPAN - 0.1, arrival - 0.1);
  const after = netMotion(tracks, arrival, arrival + NET_SPAN);
  if (after === null) return 0;
  return after - (before ?? 0) > NET_MOVES ? ODDS.net : ODDS.noNet;
}

/** The largest motion of the net in a span of time; `null` where none was measured. */
function netMotion(tracks: Tracks, from: number, to: number): number | null {
  let most: number | null = null;
  tracks.video.timesSeconds.forEach((time, i) => {
    const motion = tracks.frames[i]!.netMotion;
    if (motion !== null && time >= from && time <= to) most = Math.max(most ?? 0, motion);
  });
  return most;
}

function least<T>(items: readonly T[], cost: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>((best, item) => (!best || cost(item) < cost(best) ? item : best), undefined);
}
