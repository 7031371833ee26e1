import { distanceToHands, HELD_REACH, type Hands } from './held.ts';
import type { Sighting } from './sightings.ts';
import type { Tracklet } from './tracklets.ts';

/** A ball that is followed out of the hands, upwards. */
export interface Departure {
  /** Its sightings from in the hands on, one per picture. */
  sightings: readonly Sighting[];
  /** Distance from the nearer hand at each of them, in diameters. */
  distances: readonly number[];
  /** Index of the first sighting that is out of the hands for good. */
  out: number;
  /** What speaks for it: the beliefs in its sightings out of the hands. */
  support: number;
}

/** What the tracklets say of a ball in the hands about a time. */
export interface Custody {
  departure: Departure | null;
  /** When a ball was last seen in the hands before it left or was lost; `null` where none was. */
  heldUntil: number | null;
  /** Whether it goes on being in the hands after the release that the arms tell: a feint, or no throw. */
  staysHeld: boolean;
  /** Whether it leaves the hands without going up: a pass, or a ball that is dropped. */
  leavesFlat: boolean;
  /** The sightings of what was taken to be the ball, in the hands and out of them. */
  sightings: readonly Sighting[];
}

/** Seconds about the likeliest time of the release in which the ball may leave. */
const WINDOW = 0.16;
/** Sightings in the hands are looked for so long before, seconds. */
const LOOK_BACK = 0.5;
/** A ball out of the hands is seen better than in them: a follower believed less than this part of it is another thing. */
const LEAST_FAITH = 0.6;
/** Further than this from the hands, in diameters, the ball is out of them. */
const OUT = 1;
/** This near, a ball may be in hands whose pose is wrong. */
const ABOUT_HANDS = 1.6;
/** Only what comes this near was in them. */
const IN = 0.75;
/** A ball that leaves rises at least this fast, diameters per second: 1.2 m/s. */
const LEAST_RISE = 5;
/** Sightings out of the hands count for this long, seconds. */
const FOLLOWED = 0.3;
/** A tracklet shorter than this in the hands is no held ball, seconds. */
const LEAST_HELD = 0.06;
const LEAST_BELIEF = 0.4;
/** Seconds after the release that the arms tell in which a ball that was thrown is no longer in the hands. */
const STILL_HELD = [0.12, 0.35] as const;
const FEWEST_AFTER = 3;
const LEAST_LIKENESS = 0.8;
/** The ball that leaves is first seen by itself this near to where it was taken to be, in diameters. */
const BESIDE = 1.2;

/** A ball's sightings about a release with their distances from the nearer hand. */
interface Way {
  sightings: Tracklet;
  distances: readonly number[];
}

/**
 * Of all that follows the hands like a ball before the release (the ball, the head behind it, a bright wrist), the one most
 * believed is taken to be it. Where its tracklet stays behind with the hands, a ball that appears beside it and goes up is
 * it, too.
 *
 * @param about the likeliest time of the release
 */
export function findCustody(tracklets: readonly Tracklet[], hands: Hands, about: number): Custody {
  const near = tracklets.map((t) => t.filter((s) => s.time > about - LOOK_BACK && s.time < about + WINDOW + FOLLOWED));
  const ways = near
    .filter((t) => t.length > 1 && likeSize(t, hands.diameter))
    .map((sightings) => wayOf(sightings, hands));
  const held = mostBelieved(ways, about);
  if (!held) return { departure: null, heldUntil: null, staysHeld: false, leavesFlat: false, sightings: [] };
  const departures = [held, ...successors(held, ways, about, hands)].flatMap(
    (way) => departureOf(way, about, hands.diameter) ?? [],
  );
  const departure = departures.reduce<Departure | null>((a, b) => (!a || b.support > a.support ? b : a), null);
  return {
    departure,
    heldUntil: heldAt(held, about),
    staysHeld: !departure && isStillHeld(held, about),
    leavesFlat: !departure && leavesFlat(held, about, hands.diameter),
    sightings: departure?.sightings ?? held.sightings,
  };
}

function wayOf(sightings: Tracklet, hands: Hands): Way {
  const distances = sightings.map((s) => distanceToHands(s, hands.places(s.time), hands.diameter));
  return { sightings, distances };
}

function mostBelieved(ways: readonly Way[], about: number): Way | null {
  let best: Way | null = null;
  let most = 0;
  for (const way of ways) {
    const belief = way.sightings.reduce((sum, s, i) => {
      return sum + (s.time <= about && way.distances[i]! < ABOUT_HANDS ? s.confidence ** 2 : 0);
    }, 0);
    if (belief > most) [best, most] = [way, belief];
  }
  return best;
}

/** The held ball up to where another tracklet begins beside it, and that one from there on. */
function successors(held: Way, ways: readonly Way[], about: number, hands: Hands): Way[] {
  return ways.flatMap(({ sightings }) => {
    const first = sightings[0]!;
    const before = held.sightings.filter((s) => s.time < first.time);
    const last = before.at(-1);
    if (!last || Math.abs(first.time - about) > WINDOW || first.time - last.time > LEAST_HELD) return [];
    const beside = Math.hypot(first.x - last.x, first.y - last.y) < BESIDE * hands.diameter;
    return beside ? [wayOf([...before, ...sightings], hands)] : [];
  });
}

function likeSize(near: Tracklet, diameter: number): boolean {
  const mean = near.reduce((sum, s) => sum + s.diameter, 0) / near.length;
  return mean > 0.5 * diameter && mean < 1.6 * diameter;
}

/** The tracklet's way out of the hands that lies nearest the likeliest time. */
function departureOf({ sightings: near, distances }: Way, about: number, diameter: number): Departure | null {
  let best: Departure | null = null;
  let least = WINDOW;
  for (let out = 1; out < near.length; out++) {
    const [a, b] = [near[out - 1]!, near[out]!];
    const off = Math.abs(b.time - about);
    if (distances[out]! <= OUT || distances[out - 1]! > OUT || off > least) continue;
    const rise = (a.y - b.y) / diameter / (b.time - a.time);
    const wasIn = near.some((s, i) => i < out && distances[i]! < IN && b.time - s.time < 2 * WINDOW);
    const stays = near.every((s, i) => i < out || s.time > b.time + FOLLOWED || distances[i]! > OUT);
    if (rise < LEAST_RISE || !wasIn || !stays) continue;
    const free = near.slice(out).filter((s) => s.time <= b.time + FOLLOWED);
    if (meanBelief(free) < LEAST_FAITH * meanBelief(near.slice(0, out))) continue;
    best = { sightings: near, distances, out, support: free.reduce((sum, s) => sum + s.confidence, 0) };
    least = off;
  }
  return best;
}

/** When the tracklet was last in the hands, before it left them or was lost, if it was there for some time. */
function heldAt({ sightings: near, distances }: Way, about: number): number | null {
  const held = near.filter((s, i) => distances[i]! < HELD_REACH && s.time < about + WINDOW / 2);
  if (held.length < 2 || held.at(-1)!.time - held[0]!.time < LEAST_HELD || held[0]!.time > about) return null;
  return meanBelief(held) < LEAST_BELIEF ? null : held.at(-1)!.time;
}

function meanBelief(sightings: readonly Sighting[]): number {
  return sightings.reduce((sum, s) => sum + s.confidence, 0) / sightings.length;
}

/** Seen in the hands in most of its sightings for some time after it should have left them, as well as before. */
function isStillHeld({ sightings: near, distances }: Way, about: number): boolean {
  const before = near.filter((s) => s.time <= about);
  const after = near.filter((s) => s.time > about + STILL_HELD[0] && s.time < about + STILL_HELD[1]);
  if (after.length < FEWEST_AFTER || near.at(-1)!.time < about + STILL_HELD[1] - 0.1) return false;
  const held = near.filter((s, i) => after.includes(s) && distances[i]! < HELD_REACH).length;
  // Where a ball was, an empty hand looks like one: smaller, and less so.
  const alike = meanDiameter(after) > LEAST_LIKENESS * meanDiameter(before);
  return held >= 0.7 * after.length && alike && meanBelief(after) > LEAST_LIKENESS * meanBelief(before);
}

/** Followed out of the hands for some time, and never above where it left them by more than half its diameter. */
function leavesFlat({ sightings: near, distances }: Way, about: number, diameter: number): boolean {
  const last = distances.findLastIndex((d) => d < HELD_REACH);
  const from = near[last];
  const after = near.slice(last + 1);
  if (!from || after.length < FEWEST_AFTER || Math.abs(from.time - about) > WINDOW) return false;
  if (after.at(-1)!.time - from.time < 0.1 || distances.at(-1)! < 1.5 * OUT) return false;
  const rise = Math.max(...after.map((s) => from.y - s.y)) / diameter;
  return rise < 0.5;
}

function meanDiameter(sightings: readonly Sighting[]): number {
  return sightings.reduce((sum, s) => sum + s.diameter, 0) / sightings.length;
}
